using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Reading;
using Reconciler.Core.Rendering;
using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;
using Reconciler.Import.Inputs;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;

namespace Reconciler.Import.Tests;

/// <summary>Reading, rendering and importing without a disk.</summary>
internal static class ImportedSite
{
    public static FleetReader Reader { get; } = new(new SpecLoader(), new QuartzWindowClock());

    public static InputFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    public static ImportResult Import(params InputFile[] files) => FleetImport.Run(new ImportRequest { Files = files, Reader = Reader });

    public static ImportResult Import(params (string Name, string Text)[] files) => Import([.. files.Select(f => File(f.Name, f.Text))]);

    /// <summary>The fleet of specs that have to be valid.</summary>
    public static EffectiveFleet Fleet(IEnumerable<KeyValuePair<string, string>> files)
    {
        var reading = Reader.Read(new Texts(files), null);
        Assert.Empty(reading.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.ToString()));
        return EffectiveFleet.Of(reading.Fleet!);
    }

    public static SortedDictionary<string, string> Render(EffectiveFleet fleet, IReadOnlyDictionary<string, string>? secretFiles = null)
    {
        var rendered = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var artifact in new FleetRenderer(new Known(secretFiles)) { WithDhcp = false, RevisionTagKey = new byte[32] }.Render(fleet).Artifacts)
        {
            rendered[artifact.Path] = Encoding.UTF8.GetString(artifact.Render());
        }

        return rendered;
    }

    /// <summary>A secret is a digest of what it is for, or the text of its file.</summary>
    private sealed class Known(IReadOnlyDictionary<string, string>? files) : ISecretSource
    {
        public IReadOnlyList<MissingSecret> Missing => [];

        public SecretValue Resolve(SecretReference reference) => SecretValue.Known(reference, TextOf(reference));

        public Digest Fingerprint(SecretReference reference) => Digest.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(TextOf(reference))));

        private string TextOf(SecretReference reference)
        {
            if (reference.Origin == SecretOrigin.File)
            {
                return files![reference.Name!];
            }

            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(reference.ToString()));
            return reference.Kind == SecretKind.Pin ? (BitConverter.ToUInt32(hash) % 1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture) : Convert.ToHexStringLower(hash)[..20];
        }
    }

    private sealed class Texts(IEnumerable<KeyValuePair<string, string>> files) : ISourceTree
    {
        private readonly SortedDictionary<string, byte[]> _files = new(files.ToDictionary(f => f.Key, f => Encoding.UTF8.GetBytes(f.Value)), StringComparer.Ordinal);

        public ImmutableArray<SourceEntry> List(DiagnosticList diagnostics) => [.. _files.Select(f => new SourceEntry(f.Key, f.Value.Length, null))];

        public byte[] Read(SourceEntry entry) => _files[entry.Path];
    }
}
