using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;

namespace Reconciler.Host.Tests.Publishing;

/// <summary>A root as versions before the tree left it: a generation with a link for each last octet, into directories of all files of that octet.</summary>
internal static class EarlierLayout
{
    public static Dictionary<string, ManifestEntry> Publish(PublishedRoot root, ReadOnlyMemory<byte> key, IReadOnlyList<Artifact> artifacts)
    {
        var naming = new DirectoryNaming(key);
        root.Prepare(null);
        FileTree.Delete(root.Tree);
        FileTree.Delete(root.Names);
        List<(ManifestEntry Entry, byte[] Bytes)> files = [.. artifacts.Select(Render)];
        var generation = GenerationName.Of(1, naming.Generation([.. files.Select(file => file.Entry)]));
        var directory = Path.Combine(root.Generations, generation.ToString());
        foreach (var bucket in files.Where(file => file.Entry.Bucket is not null).GroupBy(file => (PublishedName.Of(file.Entry).Folder, file.Entry.Bucket!.Value)))
        {
            var name = naming.Bucket(bucket.Key.Value, [.. bucket.Select(file => file.Entry)]);
            foreach (var (entry, bytes) in bucket)
            {
                Write(Path.Combine(root.Buckets, name, PublishedName.Of(entry).File), bytes);
            }

            Directory.CreateDirectory(Path.Combine(directory, bucket.Key.Folder));
            File.CreateSymbolicLink(Path.Combine(directory, bucket.Key.Folder, $"{bucket.Key.Value:x2}"), $"../../../buckets/{name}");
        }

        foreach (var (entry, bytes) in files.Where(file => file.Entry.Bucket is null))
        {
            Write(Path.Combine(directory, entry.Path), bytes);
        }

        File.CreateSymbolicLink(root.Current, generation.LinkTarget);
        new PublicLinks(root).Link(files.Select(file => PublishedName.Of(file.Entry)));
        return files.Select(file => file.Entry).ToDictionary(entry => entry.Path);
    }

    private static (ManifestEntry Entry, byte[] Bytes) Render(Artifact artifact)
    {
        var bytes = artifact.Render();
        return (ManifestEntry.Of(artifact, FileTree.DigestOf(bytes)), bytes);
    }

    private static void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
