using System.Collections.Immutable;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;

namespace Reconciler.Fuzzing.Tests;

/// <summary>A valid office in which one file has the given bytes.</summary>
internal sealed class FuzzedTree(string path, byte[] bytes) : ISourceTree
{
    private const string Site = "name: hq\nprovisioning: { url: \"tftp://192.0.2.5\" }\nasterisk: { host: 192.0.2.5, channel: pjsip, context: fxsgroup }\nemergency: [\"911\"]\n";

    private readonly ImmutableSortedDictionary<string, byte[]> _files = ImmutableSortedDictionary<string, byte[]>.Empty.WithComparers(StringComparer.Ordinal)
        .Add("site.yaml", Encoding.UTF8.GetBytes(Site))
        .Add("extensions/people.yaml", "- { extension: 151, name: Fred }\n- { extension: 152, voicemail: {} }\n"u8.ToArray())
        .Add("phones/fred.yaml", "mac: 00:25:84:06:11:56\nmodel: SPA525G\nkeys: [151]\n"u8.ToArray())
        .SetItem(path, bytes);

    public ImmutableArray<SourceEntry> List(DiagnosticList diagnostics) => [.. _files.Select(file => new SourceEntry(file.Key, file.Value.Length, null))];

    public byte[] Read(SourceEntry entry) => _files[entry.Path];
}
