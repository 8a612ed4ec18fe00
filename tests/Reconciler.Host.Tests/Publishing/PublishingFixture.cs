using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;
using Reconciler.Host.Storage;

namespace Reconciler.Host.Tests.Publishing;

/// <summary>A root in a directory of its own, and what was published to it last.</summary>
internal sealed class PublishingFixture : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private Dictionary<string, ManifestEntry> _manifest = [];

    public PublishingFixture(ArtifactTarget target = ArtifactTarget.Served)
    {
        Base = Directory.CreateTempSubdirectory("reconciler-publishing-").FullName;
        State = Directory.CreateDirectory(Path.Combine(Base, "state")).FullName;
        Root = new PublishedRoot(target, Path.Combine(Base, "root"));
        Time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
    }

    public string Base { get; }

    public string State { get; }

    public IStateStorage Storage => new StateDirectory(State);

    public PublishedRoot Root { get; init; }

    public FakeTimeProvider Time { get; }

    public GenerationStore Store => new(Root, Key, Time);

    public IReadOnlyDictionary<string, ManifestEntry> Manifest => _manifest;

    public List<string> Rendered { get; } = [];

    public void Dispose() => Directory.Delete(Base, recursive: true);

    public string At(string path) => Path.Combine(Root.Directory, path);

    public string Read(string path) => File.ReadAllText(At(path));

    public Artifact File_(string path, string text, ulong? mac = null) => new(
        Root.Target,
        path,
        FileTree.DigestOf(Encoding.UTF8.GetBytes(text)),
        mac is { } value ? new MacAddress(value) : null,
        () =>
        {
            Rendered.Add(path);
            return Encoding.UTF8.GetBytes(text);
        });

    public Artifact Phone(ulong mac, string text) => File_($"xml/spa{new MacAddress(mac)}.xml", text, mac);

    /// <summary>Bootstrap files and phones, spread over the leaves.</summary>
    public List<Artifact> Fleet(int phones, string text) =>
    [
        File_("spa525G.cfg", "bootstrap"),
        .. Enumerable.Range(0, phones).Select(i => Phone(0x002584000000 + (ulong)i, text + i.ToString(CultureInfo.InvariantCulture))),
    ];

    /// <summary>A profile as it is in just that generation: in its tree, or in the bucket of a version before the tree.</summary>
    public static string InGeneration(string generation, string path, string mac)
    {
        var (folder, file) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        var leaf = TreePlace.LeafOf(MacAddress.TryParse(mac, out var phone) ? phone : default);
        var tree = Path.Combine(generation, "." + folder);
        return Directory.Exists(tree) ? Path.Combine([tree, .. leaf.Digits.Select(digit => digit.ToString()), file]) : Path.Combine(generation, folder, mac[^2..], file);
    }

    public StagedGeneration Stage(params IEnumerable<Artifact> artifacts)
    {
        Rendered.Clear();
        return Store.Stage([.. artifacts], _manifest, TestContext.Current.CancellationToken);
    }

    public StagedGeneration Publish(params IEnumerable<Artifact> artifacts)
    {
        var staged = Stage(artifacts);
        Store.Switch(staged);
        _manifest = staged.Entries.ToDictionary(entry => entry.Path);
        return staged;
    }

    /// <summary>As a version before the tree did.</summary>
    public void PublishAsBefore(IReadOnlyList<Artifact> artifacts) => _manifest = EarlierLayout.Publish(Root, Key, artifacts);

    public void Forget() => _manifest = [];

    public SweepCounts Sweep() => Store.Sweep(TestContext.Current.CancellationToken);

    public string[] Names(string directory) =>
        [.. Directory.EnumerateFileSystemEntries(Path.Combine(Root.Home, directory)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>Every path under the root, with the text of links and files.</summary>
    public string Snapshot() => string.Join('\n', Walk(Root.Directory).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Walk(string directory)
    {
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            yield return $"{entry.FullName} {entry.LinkTarget} {(entry is FileInfo { LinkTarget: null } file ? System.IO.File.ReadAllText(file.FullName) : "")}";
            if (entry is DirectoryInfo { LinkTarget: null })
            {
                foreach (var inner in Walk(entry.FullName))
                {
                    yield return inner;
                }
            }
        }
    }
}
