using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;
using Reconciler.Host.Storage;

namespace Reconciler.Publishing.Driver;

/// <summary>One run on one root, from the recovery of the last to the sweep, with the steps and the order of a reconcile run.</summary>
public sealed class Publication(PublishedRoot root, string state, TimeProvider time)
{
    /// <summary>Of the names of directories.</summary>
    public static ReadOnlyMemory<byte> Key { get; } = new byte[32];

    private readonly StateDirectory _storage = new(state);
    private readonly GenerationStore _store = new(root, Key, time);

    public Publication(PublishedRoot root, string state)
        : this(root, state, TimeProvider.System)
    {
    }

    private string ManifestFile => ManifestFileOf(state);

    private string NextFile => Path.Combine(state, "next");

    public static string ManifestFileOf(string state) => Path.Combine(state, "manifest");

    /// <summary>Each line: path, MAC or -, text, how often; separated by tabs.</summary>
    public static IReadOnlyList<Artifact> ReadArtifacts(string file, ArtifactTarget target) =>
        [.. File.ReadLines(file).Select(line => line.Split('\t')).Select(fields => ToArtifact(fields, target))];

    public async Task<StageCounts> RunAsync(IReadOnlyList<Artifact> artifacts, CancellationToken cancellationToken)
    {
        using var held = await RootLock.AcquireAsync(root, TimeProvider.System, cancellationToken);
        new OwnerRecord("hq", StateIdentity.Of(_storage), state).Claim(root);
        try
        {
            Recover();
            return Publish(artifacts, cancellationToken);
        }
        finally
        {
            _store.Sweep(cancellationToken);
            DurableFile.RemoveDebris(state);
        }
    }

    private void Recover()
    {
        if (RunRecord.Read(_storage) is not { } record)
        {
            return;
        }

        var generation = record.Roots[0].Generation;
        if (record.Step == RunStep.Staged)
        {
            _store.Discard(generation);
        }
        else
        {
            var next = ReadEntries(NextFile);
            _store.Finish(generation, next);
            WriteEntries(ManifestFile, next);
        }

        RunRecord.Remove(_storage);
    }

    private StageCounts Publish(IReadOnlyList<Artifact> artifacts, CancellationToken cancellationToken)
    {
        var staged = _store.Stage(artifacts, ReadEntries(ManifestFile).ToDictionary(entry => entry.Path), cancellationToken);
        WriteEntries(NextFile, staged.Entries);
        var record = new RunRecord(new string('a', 40), RunStep.Staged, [RunRecordRoot.Of(root.Target, staged)]);
        record.Write(_storage);
        (record with { Step = RunStep.Activated }).Write(_storage);
        _store.LinkNames(staged);
        (record with { Step = RunStep.Linked }).Write(_storage);
        _store.SwitchTo(staged.Name);
        (record with { Step = RunStep.SwitchedServed }).Write(_storage);
        _store.UnlinkNames(staged);
        WriteEntries(ManifestFile, staged.Entries);
        RunRecord.Remove(_storage);
        return staged.Counts;
    }

    private static Artifact ToArtifact(string[] fields, ArtifactTarget target)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(fields[2], int.Parse(fields[3], CultureInfo.InvariantCulture))));
        MacAddress? phone = MacAddress.TryParse(fields[1], out var mac) ? mac : null;
        return new Artifact(target, fields[0], Digest.FromBytes(SHA256.HashData(bytes)), phone, () => bytes);
    }

    private List<ManifestEntry> ReadEntries(string file)
    {
        var text = Encoding.UTF8.GetString(DurableFile.Read(file) ?? []);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => ToEntry(line.Split('\t')))];
    }

    private ManifestEntry ToEntry(string[] fields)
    {
        if (!Digest.TryParse(fields[1], out var input) || !Digest.TryParse(fields[2], out var content))
        {
            throw new InvalidDataException($"'{fields[0]}' has no digests.");
        }

        MacAddress? phone = MacAddress.TryParse(fields[3], out var mac) ? mac : null;
        return new ManifestEntry(root.Target, fields[0], input, content, phone);
    }

    public static void WriteEntries(string file, IEnumerable<ManifestEntry> entries) => DurableFile.Replace(
        file, Encoding.UTF8.GetBytes(string.Concat(entries.Select(e => $"{e.Path}\t{e.InputDigest}\t{e.ContentDigest}\t{e.Phone}\n"))));
}
