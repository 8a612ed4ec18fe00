using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Mirrors;

namespace Reconciler.Git.Tests.Mirrors;

/// <summary>A state directory of its own, and mirrors in it.</summary>
internal sealed class MirrorHost : IDisposable
{
    // A real server on a busy machine may take its time.
    public static readonly GitTimeouts Timeouts = new() { Connect = TimeSpan.FromSeconds(60), Idle = TimeSpan.FromSeconds(60) };

    private readonly List<IDisposable> _open = [];

    public string StateDirectory { get; } = Directory.CreateTempSubdirectory("reconciler-state-").FullName;

    public string MirrorDirectory => Path.Combine(StateDirectory, "mirror.git");

    public GitMirror Mirror(string url, string branch = "main", GitCredentials? credentials = null, GitTimeouts? timeouts = null, FetchLimits? limits = null, GitProxy? proxy = null) =>
        Mirror(url, WatchedRevision.Branch(branch), credentials, timeouts, limits, proxy);

    public GitMirror Mirror(
        string url, WatchedRevision watched, GitCredentials? credentials = null, GitTimeouts? timeouts = null, FetchLimits? limits = null, GitProxy? proxy = null)
    {
        Assert.True(RepositoryUrl.TryParse(url, out var parsed, out var error), error);
        var mirror = new GitMirror(new GitMirrorSettings
        {
            Url = parsed,
            Watched = watched,
            MirrorDirectory = MirrorDirectory,
            Credentials = credentials ?? new GitCredentials(),
            Timeouts = timeouts ?? Timeouts,
            Limits = limits ?? new FetchLimits(),
            Proxy = proxy,
        });
        _open.Add(mirror);
        return mirror;
    }

    /// <summary>A credential file with this text.</summary>
    public string Secret(string name, string text)
    {
        var path = Path.Combine(StateDirectory, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        _open.ForEach(o => o.Dispose());
        Directory.Delete(StateDirectory, recursive: true);
    }
}
