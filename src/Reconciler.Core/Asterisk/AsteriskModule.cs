using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Asterisk;

/// <summary>A module of Asterisk that reads one of our files.</summary>
public sealed record AsteriskModule
{
    private AsteriskModule(string name, string file)
    {
        Name = name;
        File = file;
    }

    /// <summary>As AMI's Reload knows it.</summary>
    public string Name { get; }

    /// <summary>Our file that it reads.</summary>
    public string File { get; }

    public static AsteriskModule Voicemail { get; } = new("app_voicemail", "voicemail.conf");

    public static AsteriskModule Pjsip { get; } = new("res_pjsip", "pjsip.conf");

    public static AsteriskModule ChanSip { get; } = new("chan_sip", "sip.conf");

    public static AsteriskModule Dialplan { get; } = new("pbx_config", "extensions.conf");

    /// <summary>The order in which modules are reloaded: mailboxes before those who use them, the dialplan last.</summary>
    public static ImmutableArray<AsteriskModule> InReloadOrder { get; } = [Voicemail, Pjsip, ChanSip, Dialplan];

    public static AsteriskModule ForChannel(SipChannel channel) => channel == SipChannel.Pjsip ? Pjsip : ChanSip;

    public override string ToString() => Name;
}
