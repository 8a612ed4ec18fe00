using Reconciler.Core.Fleets;
using Reconciler.Core.Reading;
using Reconciler.Import.Inputs;

namespace Reconciler.Import;

/// <summary>The files to take over, and the choices of the user.</summary>
public sealed record ImportRequest
{
    public required IReadOnlyList<InputFile> Files { get; init; }

    /// <summary>An Asterisk that was asked for its configuration; null: it is among the files.</summary>
    public RunningPbx? Running { get; init; }

    /// <summary>Reads the specs back before they are handed out, as every other command will.</summary>
    public required FleetReader Reader { get; init; }

    /// <summary>The folder that Reconciler publishes to for Asterisk, as Asterisk's own files name it.</summary>
    public string IncludeFolder { get; init; } = "reconciler";

    public string SiteName { get; init; } = "site";

    /// <summary>The model of a phone that no file says; null: nobody knows, and it is taken for the smallest model that its file fits.</summary>
    public Func<UnknownPhone, PhoneModel?> ModelOf { get; init; } = _ => null;

    /// <summary>Derive new passwords, and accept the old ones beside them until the phones have moved.</summary>
    public bool Rotate { get; init; }
}
