using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Schemas;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Loading;

/// <summary>One file's YAML to its specs: schema, then text rules; each stage reports all it finds.</summary>
internal static class SpecParser
{
    // Below this, threads cost more than they save; and as many are judged before it is known whether more need be told.
    private const int FewDocuments = 64;
    private const int PartDocuments = 1_024;

    /// <param name="reading">The file's YAML.</param>
    /// <param name="kind">The kind of its documents.</param>
    /// <param name="findings">Those of the YAML; the rest is added.</param>
    /// <param name="cancellationToken">A signal ends it.</param>
    public static FileSpecs Parse(YamlReading reading, SpecKind kind, FileFindings findings, CancellationToken cancellationToken)
    {
        var documents = Expand(reading.Documents, kind);
        if (kind == SpecKind.Site)
        {
            CheckSite(documents, findings);
        }

        findings.EndStage();
        var hadErrors = findings.HasErrors;
        var specs = new List<Spec>(documents.Count);
        for (var from = 0; from < documents.Count; from += PartDocuments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            JudgePart(documents, from, kind, findings, specs, cancellationToken);
        }

        var gap = !reading.IsWhole || specs.Count < documents.Count || (kind == SpecKind.Site && specs.Count == 0) ? FileGap.Unread
            : hadErrors || findings.HasErrors ? FileGap.Partial
            : FileGap.None;
        return new FileSpecs([.. specs], findings.Items, documents.Count, reading.Values, gap);
    }

    /// <summary>The specs of documents that were found faultless when they were parsed before.</summary>
    public static FileSpecs Restore(string path, SpecKind kind, YamlReading reading)
    {
        var findings = new FileFindings(path);
        var documents = Expand(reading.Documents, kind);
        return new FileSpecs([.. documents.Select(document => kind.Parse((MapNode)document, findings)).OfType<Spec>()], [], documents.Count, reading.Values, FileGap.None);
    }

    private static void JudgePart(
        IReadOnlyList<SpecNode> documents, int from, SpecKind kind, FileFindings findings, List<Spec> specs, CancellationToken cancellationToken)
    {
        if (findings.IsFull)
        {
            Count(documents, from, kind, findings);
            return;
        }

        var count = Math.Min(PartDocuments, documents.Count - from);
        var parsed = new Spec?[count];
        var judged = new FileFindings[count];
        void Judge(int i)
        {
            judged[i] = findings.Fork();
            parsed[i] = Parse(documents[from + i], kind, judged[i]);
        }

        if (count < FewDocuments)
        {
            for (var i = 0; i < count; i++)
            {
                Judge(i);
            }
        }
        else
        {
            Parallel.For(0, count, Parallelism.Of(cancellationToken), Judge);
        }

        foreach (var document in judged)
        {
            findings.Join(document);
        }

        specs.AddRange(parsed.OfType<Spec>());
    }

    /// <summary>Of a file with more errors than are listed, the rest of its documents are only counted where they are wrong.</summary>
    private static void Count(IReadOnlyList<SpecNode> documents, int from, SpecKind kind, FileFindings findings)
    {
        var wrong = 0;
        for (var i = from; i < Math.Min(from + PartDocuments, documents.Count); i++)
        {
            wrong += SchemaValidator.Accepts(documents[i], kind.SchemaName) ? 0 : 1;
        }

        findings.AddUnlisted(wrong);
    }

    private static Spec? Parse(SpecNode document, SpecKind kind, FileFindings findings)
    {
        SchemaValidator.Validate(document, kind.SchemaName, findings);
        findings.EndStage();
        return document is MapNode map ? kind.Parse(map, findings) : null;
    }

    private static IReadOnlyList<SpecNode> Expand(IReadOnlyList<SpecNode> roots, SpecKind kind) =>
        kind == SpecKind.Site || roots.All(root => root is not ListNode)
            ? roots
            : [.. roots.SelectMany(root => root is ListNode list ? list.Items : [root])];

    private static void CheckSite(IReadOnlyList<SpecNode> documents, FileFindings findings)
    {
        if (documents.Count == 0 && !findings.HasErrors)
        {
            findings.Add(
                Codes.SiteFileMissing, 1, 1, "The file is empty, so that no site is described.", "Write at least name, provisioning, asterisk and emergency in it.");
        }

        foreach (var extra in documents.Skip(1))
        {
            findings.Add(Codes.SecondSite, extra, "The site's file holds one document only.", "Remove this one.");
        }
    }
}
