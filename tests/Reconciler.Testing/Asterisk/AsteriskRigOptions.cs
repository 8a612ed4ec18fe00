using System.Collections.Immutable;

namespace Reconciler.Testing.Asterisk;

/// <summary>Which Asterisk a test wants, and how it is set up. Unset ports are free ones.</summary>
public sealed record AsteriskRigOptions
{
    /// <summary>22 (pjsip) or 16 (chan_sip and pjsip).</summary>
    public int Version { get; init; } = 22;

    /// <summary>Where it listens, for SIP and AMI alike.</summary>
    public string Address { get; init; } = "127.0.0.1";

    public int? AmiPort { get; init; }

    public int? PjsipPort { get; init; }

    /// <summary>chan_sip's port, with version 16.</summary>
    public int? ChanSipPort { get; init; }

    /// <summary>What Asterisk is started by: <c>ip netns exec NAME</c>.</summary>
    public ImmutableArray<string> CommandPrefix { get; init; } = [];

    /// <summary>Modules that are not loaded, as <c>app_voicemail.so</c>.</summary>
    public ImmutableArray<string> NoLoad { get; init; } = [];

    /// <summary>Whether there is the (empty) pjsip_notify.conf without which there is no PJSIPNotify.</summary>
    public bool NotifyFile { get; init; } = true;

    /// <summary>The rights of the AMI user; the default is the least that Reconciler needs.</summary>
    public string AmiWrite { get; init; } = "system,config,reporting";

    /// <summary>With <c>system</c>, Asterisk tells at the login whether it has started fully.</summary>
    public string AmiRead { get; init; } = "system";
}
