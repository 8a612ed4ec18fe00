using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Schemas;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Loading;

/// <summary>One file's bytes to its specs: YAML, schema, text rules, in this order; each stage reports all it finds.</summary>
internal static class SpecParser
{
    // Below this, threads cost more than they save.
    private const int FewDocuments = 64;

    public static FileSpecs Parse(string path, SpecKind kind, ReadOnlySpan<byte> bytes)
    {
        var findings = new FileFindings(path);
        var documents = Expand(YamlReader.Read(bytes, findings), kind);
        findings.EndStage();
        if (kind == SpecKind.Site)
        {
            RefuseSecondSite(documents, findings);
        }

        var parsed = new Spec?[documents.Count];
        var judged = new FileFindings[documents.Count];
        void Judge(int i)
        {
            judged[i] = findings.Fork();
            parsed[i] = Parse(documents[i], kind, judged[i]);
        }

        if (documents.Count < FewDocuments)
        {
            for (var i = 0; i < documents.Count; i++)
            {
                Judge(i);
            }
        }
        else
        {
            Parallel.For(0, documents.Count, Judge);
        }

        foreach (var document in judged)
        {
            findings.Join(document);
        }

        return new FileSpecs([.. parsed.OfType<Spec>()], findings.Items, documents.Count);
    }

    private static Spec? Parse(SpecNode document, SpecKind kind, FileFindings findings)
    {
        SchemaValidator.Validate(document, kind.SchemaName, findings);
        findings.EndStage();
        return document is MapNode map ? kind.Parse(map, findings) : null;
    }

    /// <summary>A top-level list is several documents, except that of a site.</summary>
    private static IReadOnlyList<SpecNode> Expand(IReadOnlyList<SpecNode> roots, SpecKind kind) =>
        kind == SpecKind.Site || roots.All(root => root is not ListNode)
            ? roots
            : [.. roots.SelectMany(root => root is ListNode list ? list.Items : [root])];

    private static void RefuseSecondSite(IReadOnlyList<SpecNode> documents, FileFindings findings)
    {
        foreach (var extra in documents.Skip(1))
        {
            findings.Add(Codes.SecondSite, extra, "The site's file holds one document only.", "Remove this one.");
        }
    }
}
