using Reconciler.Host.Disk;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Agent.Doctor;

/// <summary>The host that is examined, and as whom the agent works on it.</summary>
public sealed record ExaminedHost
{
    private const string PackagedUser = "reconciler";

    private ExaminedHost(SystemUser user) => User = user;

    public required AgentSettings Settings { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Where the host's programs have their configuration.</summary>
    public string ConfigurationDirectory { get; init; } = "/etc";

    /// <summary>Whether a time server keeps the clock; null: it cannot be told.</summary>
    internal Func<bool?> IsClockSynchronized { get; init; } = LibC.IsClockSynchronized;

    /// <summary>Who the agent is: root may examine for him.</summary>
    internal SystemUser User { get; }

    /// <summary>Whether owners may be changed.</summary>
    internal static bool IsRoot => LibC.CurrentUser == 0;

    /// <summary>Asterisk's own configuration directory: the one that the root's name in its files is relative to.</summary>
    internal string AsteriskConfiguration
    {
        get
        {
            var (directory, include) = (Settings.Asterisk.Directory.TrimEnd('/'), "/" + Settings.Asterisk.Include.Trim('/'));
            return directory.EndsWith(include, StringComparison.Ordinal) && directory.Length > include.Length ? directory[..^include.Length] : Path.GetDirectoryName(directory) ?? "/";
        }
    }

    /// <summary>The agent's user is this process's, or, for root, the one whose the state is, or the package's.</summary>
    public static ExaminedHost Of(AgentSettings settings, IReadOnlyDictionary<string, string> environment, TimeProvider time) =>
        new(AgentUser(settings.State.Directory)) { Settings = settings, Environment = environment, Time = time };

    /// <summary>The first directory on the way to a path that the agent may not enter; null: none.</summary>
    internal string? ClosedAncestor(string path)
    {
        var ancestors = new Stack<string>();
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            ancestors.Push(folder);
        }

        // From the top: below a closed one nothing can be looked at.
        return ancestors.FirstOrDefault(folder => FollowedStatus(folder) is { Kind: FileKind.Directory } status && !User.MayEnter(status));
    }

    /// <summary>The kind of thing at a path, links followed; null: nothing.</summary>
    internal static FileStatus? FollowedStatus(string path) => LibC.Status(path) switch
    {
        { Kind: FileKind.Link } => new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } or DirectoryInfo
            ? LibC.Status(new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)!.FullName)
            : null,
        var status => status,
    };

    private static SystemUser AgentUser(string stateDirectory)
    {
        var current = LibC.CurrentUser;
        var owner = current == 0 ? LibC.Status(stateDirectory)?.User ?? 0 : current;
        return (owner, current) switch
        {
            (0, _) => LibC.FindUser(PackagedUser) is { } packaged && LibC.Status(stateDirectory) is null ? packaged : Named(0),
            _ => Named(owner),
        };
    }

    private static SystemUser Named(uint id) => LibC.FindUserName(id) is { } name && LibC.FindUser(name) is { } user ? user : new SystemUser(id, $"{id}", []);
}
