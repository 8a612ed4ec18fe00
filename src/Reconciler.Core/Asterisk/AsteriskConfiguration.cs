using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Asterisk;

/// <summary>
/// The objects that Asterisk is to have, as data. The files are written from it, and what Asterisk says it has is compared with it.
/// </summary>
public sealed record AsteriskConfiguration
{
    public required SipChannel Channel { get; init; }

    /// <summary>Sections of pjsip.conf or sip.conf, in the order of the file.</summary>
    public required ImmutableArray<ConfSection> Sip { get; init; }

    /// <summary>Contexts of extensions.conf, in the order of the file.</summary>
    public required ImmutableArray<DialplanContext> Dialplan { get; init; }

    /// <summary>Mailboxes of voicemail.conf, by number (ordinal).</summary>
    public required ImmutableArray<Mailbox> Mailboxes { get; init; }
}

/// <summary>A section of a .conf file: <c>[Name]</c> and its settings in order. With pjsip the <c>type</c> is a setting.</summary>
public sealed record ConfSection(string Name, ImmutableArray<ConfSetting> Settings);

/// <summary><c>name = value</c>.</summary>
/// <param name="Name">The option.</param>
/// <param name="Value">May hold secrets.</param>
/// <param name="Source">The place in the repository that set it; null: built in.</param>
public sealed record ConfSetting(string Name, ConfigText Value, SpecLocation? Source = null);

/// <summary>A context, the contexts it includes, and its lines in the order of the file.</summary>
public sealed record DialplanContext(string Name, ImmutableArray<string> Includes, ImmutableArray<DialplanLine> Lines);

/// <summary>One line of the dialplan.</summary>
/// <param name="Extension">A number, or a pattern with its leading underscore.</param>
/// <param name="Priority">From 1; <see cref="Hint"/> for a hint (then <paramref name="Application"/> is the device and <paramref name="Data"/> is empty).</param>
/// <param name="Application">Dial, VoiceMail, Hangup ...</param>
/// <param name="Data">The application's arguments, without the parentheses.</param>
public sealed record DialplanLine(string Extension, int Priority, string Application, string Data)
{
    /// <summary>The priority that stands for <c>hint</c>.</summary>
    public const int Hint = -1;
}

/// <summary>A line of voicemail.conf.</summary>
/// <param name="Context">The voicemail context: <c>default</c>.</param>
/// <param name="Number">The mailbox.</param>
/// <param name="Pin">The initial PIN; with a leading minus where the user may not change it.</param>
/// <param name="Name">The user's full name.</param>
/// <param name="Email">Empty: none.</param>
/// <param name="Options"><c>name=value</c>, in order.</param>
public sealed record Mailbox(string Context, string Number, ConfigText Pin, string Name, string Email, ImmutableArray<string> Options);
