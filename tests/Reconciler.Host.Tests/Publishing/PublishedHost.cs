using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Host.Publishing;
using Reconciler.Host.Storage;
using Reconciler.Publishing.Driver;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.Publishing;

/// <summary>A root that processes publish to, each a whole run of the driver: here, or as a child that can be killed.</summary>
internal sealed class PublishedHost : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PublishedHost(ArtifactTarget target = ArtifactTarget.Served)
    {
        Root = new PublishedRoot(target, _folder.MakeFolder("root"));
        State = _folder.MakeFolder("state");
    }

    public PublishedRoot Root { get; }

    public string State { get; }

    public string Folder => _folder.FullPath;

    /// <summary>The driver, as a program and its first arguments.</summary>
    public static string Driver { get; } = Path.Combine(AppContext.BaseDirectory, "Reconciler.Publishing.Driver");

    // The runtime's own files would otherwise count among the calls.
    public static ProcessOptions Options { get; } = new() { Environment = new Dictionary<string, string?> { ["DOTNET_EnableDiagnostics"] = "0" } };

    public void Dispose() => _folder.Dispose();

    public Task RunAsync(PublishedSet set) => new Publication(Root, State).RunAsync(
        Publication.ReadArtifacts(Write(set), Root.Target), TestContext.Current.CancellationToken);

    /// <summary>Publishes as a version before the tree did.</summary>
    public void PublishAsBefore(PublishedSet set) => Publication.WriteEntries(
        Publication.ManifestFileOf(State), EarlierLayout.Publish(Root, Publication.Key, Publication.ReadArtifacts(Write(set), Root.Target)).Values);

    public string[] Arguments(PublishedSet set) => ["publish", Root.Directory, State, Root.Target.ToString(), Write(set)];

    /// <summary>Runs the driver as a child, under strace with these options.</summary>
    public Task<ProcessResult> TraceAsync(PublishedSet set, params string[] options) => Processes.RunAsync(
        Requires.Tool("strace"), ["-f", "-qq", .. options, "--", Driver, .. Arguments(set)], Options, TestContext.Current.CancellationToken);

    public string Write(PublishedSet set) => _folder.Write(
        $"input-{Guid.NewGuid():N}", string.Concat(set.Files.Select(file => $"{file.Path}\t{file.Mac ?? "-"}\t{file.Text}\t{file.Repeat}\n")));

    /// <summary>Makes every generation old enough to be swept.</summary>
    public void Age()
    {
        foreach (var generation in Directory.EnumerateDirectories(Path.Combine(Root.Home, "gens")))
        {
            Directory.SetLastWriteTimeUtc(generation, DateTime.UnixEpoch);
        }
    }

    public string PublicPath(string name) => Root.Target == ArtifactTarget.Served ? Path.Combine(Root.Directory, name) : Path.Combine(Root.Current, name);

    /// <summary>What a name leads to now; null: not found.</summary>
    public string? Read(string name)
    {
        try
        {
            return File.ReadAllText(PublicPath(name));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Fails unless just this set is public, and nothing unfinished lies about.</summary>
    public void AssertIs(PublishedSet set)
    {
        foreach (var file in set.Files)
        {
            Assert.Equal(file.Content, Read(file.Path));
        }

        var everything = Directory.EnumerateFileSystemEntries(Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).ToList();
        Assert.DoesNotContain(everything, path => Path.GetFileName(path).StartsWith(".tmp-", StringComparison.Ordinal));
        Assert.Null(RunRecord.Read(new StateDirectory(State)));
        if (Root.Target == ArtifactTarget.Served)
        {
            var names = everything.Where(path => !path.StartsWith(Root.Home, StringComparison.Ordinal) && new FileInfo(path).LinkTarget is not null)
                .Select(path => Path.GetRelativePath(Root.Directory, path));
            Assert.Equal(set.Files.Select(file => file.Path).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        }
    }
}

/// <summary>Files that are published together.</summary>
internal sealed record PublishedSet(ImmutableArray<PublishedSetFile> Files)
{
    public PublishedSetFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);
}

/// <summary>One of them.</summary>
internal sealed record PublishedSetFile(string Path, string? Mac, string Text, int Repeat = 1)
{
    public string Content => string.Concat(Enumerable.Repeat(Text, Repeat));
}
