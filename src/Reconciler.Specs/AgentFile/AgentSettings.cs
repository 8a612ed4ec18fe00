using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Phones;
using Reconciler.Core.Policies;
using Reconciler.Host.Storage;

namespace Reconciler.Specs.AgentFile;

/// <summary>The agent's file, with defaults filled in and paths made absolute: what belongs to the host and never to the repository.</summary>
public sealed record AgentSettings
{
    public required RepositorySettings Repository { get; init; }

    public required ServedSettings Served { get; init; }

    public required AsteriskSettings Asterisk { get; init; }

    /// <summary>Null: no DHCP fragments.</summary>
    public required DhcpSettings? Dhcp { get; init; }

    public required SecretsSettings Secrets { get; init; }

    public required StateSettings State { get; init; }

    public required StatusSettings Status { get; init; }

    public required PhonesSettings Phones { get; init; }

    /// <summary>Whether published files that somebody changed are put back.</summary>
    public required DriftMode Drift { get; init; }

    public required GuardSettings Guard { get; init; }

    /// <summary>The administrator's own things that a commit may use.</summary>
    public required HostPolicy Policy { get; init; }

    /// <summary>Null: no port is opened.</summary>
    public required HttpSettings? Http { get; init; }

    /// <summary>Where phones' syslog is received; null: nowhere.</summary>
    public string? Syslog { get; init; }

    /// <summary>Null: metrics and traces are sent nowhere, but where the environment says so.</summary>
    public OtlpSettings? Otlp { get; init; }

    /// <summary>Null: nobody is told.</summary>
    public NotificationSettings? Notifications { get; init; }

    /// <summary>Every file of keys, passwords and trust that the agent itself uses: no secret of a phone.</summary>
    public IEnumerable<string> OwnFiles => new[] { Secrets.MasterKeyFile, Secrets.PreviousMasterKeyFile, Asterisk.Ami?.SecretFile, Status.Log, Repository.Verify.AllowedSigners, Repository.Verify.GpgKeys, Guard.Reviewers }
        .Concat(Http?.Files ?? []).Concat(Served.Https?.Files ?? []).Concat(Notifications?.Files ?? []).Concat(FilesOf(Repository.Credentials)).Concat(FilesOf(Status.Credentials)).OfType<string>();

    private static IEnumerable<string?> FilesOf(CredentialsSettings? login) =>
        login is null ? [] : [login.UsernameFile, login.PasswordFile, login.SshKeyFile, login.KnownHostsFile, login.CaFile];
}

/// <summary>Where files are published for phones.</summary>
/// <param name="Directory">The served root.</param>
/// <param name="Http">Address and port of the embedded server; null: none.</param>
/// <param name="Group">The files' group; null: the agent's own.</param>
public sealed record ServedSettings(string Directory, string? Http, string? Group)
{
    /// <summary>The embedded server by TLS; null: none.</summary>
    public HttpsSettings? Https { get; init; }

    /// <summary>Whether somebody answers for profiles that go out in the clear, so that nobody is warned of it.</summary>
    public bool IsClearTextAccepted { get; init; }
}

/// <summary>Where Asterisk finds its files.</summary>
/// <param name="Directory">The Asterisk root.</param>
/// <param name="Include">The root as Asterisk's own files name it, relative to Asterisk's configuration directory.</param>
/// <param name="Ami">The manager interface; null: files only, nothing is reloaded.</param>
/// <param name="Group">The files' group; null: the agent's own.</param>
public sealed record AsteriskSettings(string Directory, string Include, AmiSettings? Ami, string? Group);

/// <summary>Asterisk's manager interface.</summary>
public sealed record AmiSettings(string Host, int Port, string Username, string SecretFile);

/// <summary>Where DHCP fragments are published.</summary>
public sealed record DhcpSettings(string Directory);

/// <summary>Where secrets come from.</summary>
/// <param name="MasterKeyFile">At least 32 bytes, no access for group or others.</param>
/// <param name="Directory">The folder of secrets that specs name by file.</param>
/// <param name="PreviousMasterKeyFile">The key before, while it is rotated; null: it is not.</param>
public sealed record SecretsSettings(string MasterKeyFile, string Directory, string? PreviousMasterKeyFile = null);

/// <summary>Where the agent keeps its memory.</summary>
public sealed record StateSettings(string Directory)
{
    /// <summary>The state in it: the one place that says how it is kept. Nothing is made or read yet.</summary>
    public IStateStorage Open() => new StateDirectory(Directory);
}

/// <summary>Where status is written.</summary>
/// <param name="Log">A file of JSON lines; null: none.</param>
/// <param name="Branch">The branch of the status commits; null: no commit.</param>
/// <param name="Url">Another repository than the watched one; null: the watched one.</param>
/// <param name="Credentials">Credentials of its own; null: those of the repository.</param>
public sealed record StatusSettings(string? Log, string? Branch, string? Url, CredentialsSettings? Credentials);

/// <summary>The phones themselves.</summary>
/// <param name="Resync">How they are told to fetch again.</param>
/// <param name="PerSecond">How many are told in a second, at most.</param>
/// <param name="Refresh">How often the agent reads who is registered while nothing happens.</param>
/// <param name="StaleAfter">How long a registered phone may run another profile before it counts as stale; null: worked out.</param>
/// <param name="Networks">Where they may be asked by http.</param>
public sealed record PhonesSettings(ResyncMode Resync, double PerSecond, TimeSpan Refresh, TimeSpan? StaleAfter, PhoneNetworks Networks)
{
    /// <summary>Logs of TFTP and DHCP servers, which tell of phones that fetch.</summary>
    public ImmutableArray<string> Logs { get; init; } = [];
}

/// <summary>Limits of a change that needs no approval.</summary>
/// <param name="MaxRemoved">The share (0 to 1) of phones or extensions that one change may remove.</param>
/// <param name="MinimumFleet">Below this many the share is not judged.</param>
/// <param name="AlwaysAsks">Every change needs an approval.</param>
/// <param name="Reviewers">A file of the SSH keys whose owners may approve by a trailer; null: whoever may push.</param>
public sealed record GuardSettings(double MaxRemoved, int MinimumFleet, bool AlwaysAsks, string? Reviewers);
