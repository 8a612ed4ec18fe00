using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Reading;
using Reconciler.Core.Rendering;
using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;
using Reconciler.Testing.Fleets;

namespace Reconciler.Specs.Tests.Loading;

/// <summary>What one changed phone costs a reader that goes on: counted, and the same for a fleet of twenty times the size.</summary>
public sealed class WorkOfOneEditTests
{
    private const int Small = 1_000;
    private const int Large = 20_000;

    [Fact]
    public void OnePhone_CostsTheSameInALargeFleetAsInASmallOne()
    {
        var work = WorkIn(Large);

        Assert.Equal(new Work(BlobsRead: 1, FilesParsed: 1, PhonesResolved: 1, FilesToRender: 1, SecretsAskedFor: 2), work);
        Assert.Equal(WorkIn(Small), work);
    }

    private static Work WorkIn(int phones)
    {
        var tree = new CountingTree(new FleetGenerator(phones).Files());
        var specs = new CountingReader(new SpecLoader(new SpecCache()));
        var reader = new FleetReader(specs, new QuartzWindowClock()) { Memory = new FleetMemory() };
        var before = EffectiveFleet.Of(reader.Read(tree, null).Fleet!);
        var rendered = new FleetRenderer(new ComparableSecretSource("generated")).Render(before);
        tree.Edit(FleetGenerator.PathOf(0), "stationName: Changed\n");

        var after = EffectiveFleet.Of(reader.Read(tree, null).Fleet!);

        var secrets = new CountingSecrets(new ComparableSecretSource("generated"));
        var files = new FleetRenderer(secrets).Render(after, rendered.Inputs);
        return new Work(
            tree.BlobsRead,
            specs.Parsed,
            after.Phones.Zip(before.Phones).Count(pair => !ReferenceEquals(pair.First.Phone, pair.Second.Phone)),
            files.Artifacts.Zip(rendered.Artifacts).Count(pair => pair.First.InputDigest != pair.Second.InputDigest),
            secrets.Asked);
    }

    private sealed record Work(int BlobsRead, int FilesParsed, int PhonesResolved, int FilesToRender, int SecretsAskedFor);

    private sealed class CountingTree(IEnumerable<GeneratedFile> files) : ISourceTree
    {
        private readonly SortedDictionary<string, byte[]> _files = new(
            files.ToDictionary(f => f.Path, f => System.Text.Encoding.UTF8.GetBytes(f.Text), StringComparer.Ordinal), StringComparer.Ordinal);

        public int BlobsRead { get; private set; }

        public void Edit(string path, string more)
        {
            _files[path] = [.. _files[path], .. System.Text.Encoding.UTF8.GetBytes(more)];
            BlobsRead = 0;
        }

        public ImmutableArray<SourceEntry> List(DiagnosticList diagnostics) => [.. _files.Select(f => new SourceEntry(f.Key, f.Value.Length, BlobId.Of(f.Value)))];

        public byte[] Read(SourceEntry entry)
        {
            BlobsRead++;
            return _files[entry.Path];
        }
    }

    private sealed class CountingReader(ISpecReader reader) : ISpecReader
    {
        /// <summary>In the last reading.</summary>
        public int Parsed { get; private set; }

        public SpecReading Read(ISourceTree tree, CancellationToken cancellationToken)
        {
            var reading = reader.Read(tree, cancellationToken);
            Parsed = reading.ParsedFiles;
            return reading;
        }
    }

    private sealed class CountingSecrets(ISecretSource secrets) : ISecretSource
    {
        public int Asked { get; private set; }

        public IReadOnlyList<MissingSecret> Missing => secrets.Missing;

        public SecretValue Resolve(SecretReference reference) => secrets.Resolve(reference);

        public Digest Fingerprint(SecretReference reference)
        {
            Asked++;
            return secrets.Fingerprint(reference);
        }
    }
}
