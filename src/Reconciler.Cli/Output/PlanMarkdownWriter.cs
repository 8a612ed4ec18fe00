using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Planning.Narration;

namespace Reconciler.Cli.Output;

/// <summary>For a comment on a pull request: a table of counts, then a collapsed block a phone. Never over 60 kB, which every forge takes.</summary>
internal sealed class PlanMarkdownWriter : IPlanWriter
{
    private const int MostBytes = 60_000;
    private const int MostFindings = 30;
    private const int MostNames = 20;

    public string Format => "markdown";

    public void Write(PlanDocument document, PlanOutput output) => output.Terminal.Out.Write(Text(document, output));

    public static string Text(PlanDocument document, PlanOutput output)
    {
        var head = new StringBuilder();
        WriteHead(head, document);
        var foot = Foot(document);
        var blocks = new MarkdownBlocks(MostBytes - Encoding.UTF8.GetByteCount(head.ToString()) - Encoding.UTF8.GetByteCount(foot));
        foreach (var block in Blocks(document, output))
        {
            blocks.Add(block);
        }

        return head + blocks.ToText($"{PlanPhrases.Command(document)}{(document.Diffs is null ? "" : " --files")}") + foot;
    }

    private static void WriteHead(StringBuilder text, PlanDocument document)
    {
        text.Append("## Telephones: ").Append(MarkdownText.Escape(Title(document))).Append("\n\n");
        if (document.Note is { } note)
        {
            text.Append(MarkdownText.Escape(note)).Append("\n\n");
        }

        WriteFindings(text, document);
        WriteHostChanges(text, document);
        if (document.Plan is not { } plan || PlanPhrases.IsNothing(plan))
        {
            return;
        }

        text.Append("| | added | changed | removed | replaced |\n| --- | ---: | ---: | ---: | ---: |\n");
        foreach (var count in PlanCount.AllOf(plan).Where(c => c.Total > 0))
        {
            text.Append($"| {PlanPhrases.NameOf(count)} | {count.Added} | {count.Changed} | {count.Removed} | {count.Replaced} |\n");
        }

        text.Append('\n');
        foreach (var effect in document.Story?.Effects ?? [])
        {
            text.Append("- ").Append(MarkdownText.Escape(effect)).Append('\n');
        }

        text.Append('\n');
        WriteGuard(text, document, plan);
    }

    private static string Title(PlanDocument document) => document switch
    {
        { Result: PlanResult.Invalid } => "the specs are invalid",
        { Plan: null } => "nothing to compare with",
        { Guard.Allowed: false } => "the guard refuses this change",
        { Plan: var plan } when PlanPhrases.IsNothing(plan) => "no changes",
        { Plan: var plan } => string.Join(", ", PlanCount.AllOf(plan).Where(c => c.Total > 0 && c.What != "artifacts").Select(c => $"{PlanPhrases.NameOf(c)} {c}")) is { Length: > 0 } counts
            ? counts : "published files change",
    };

    private static void WriteFindings(StringBuilder text, PlanDocument document)
    {
        if (document.Diagnostics.IsEmpty)
        {
            return;
        }

        text.Append("| where | what |\n| --- | --- |\n");
        foreach (var finding in document.Diagnostics.Where(d => d.Omitted is null).OrderBy(d => d.Severity == Severity.Error ? 0 : 1).Take(MostFindings))
        {
            var word = finding.Severity == Severity.Error ? "error" : "warning";
            text.Append($"| {MarkdownText.Escape(finding.Location.ToString())} | **{word} {finding.Code}**: {MarkdownText.Escape($"{finding.Message} {finding.Hint}".TrimEnd())} |\n");
        }

        text.Append('\n');
        var count = document.Diagnostics.ErrorCount() + document.Diagnostics.WarningCount();
        if (count > MostFindings)
        {
            text.Append($"And {count - MostFindings} more: `reconciler validate` lists them.\n\n");
        }
    }

    private static void WriteHostChanges(StringBuilder text, PlanDocument document)
    {
        foreach (var (change, waits) in document.HostChanges ?? [])
        {
            text.Append("**On this host, whatever is committed:**\n\n");
            foreach (var line in change.Causes.Append(change.Effect))
            {
                text.Append("- ").Append(MarkdownText.Escape(line)).Append('\n');
            }

            text.Append('\n').Append(MarkdownText.Escape(PlanPhrases.Waits(change, waits))).Append("\n\n");
        }
    }

    private static void WriteGuard(StringBuilder text, PlanDocument document, Plan plan)
    {
        var guard = PlanPhrases.Guard(document);
        if (guard.IsEmpty)
        {
            return;
        }

        text.Append("**").Append(MarkdownText.Escape(guard[0])).Append("**\n\n");
        foreach (var reason in guard.Skip(1))
        {
            text.Append("- ").Append(MarkdownText.Escape(reason)).Append('\n');
        }

        text.Append('\n');
        if (document.Guard is { Allowed: false })
        {
            text.Append($"If it is meant, add this line to the commit's message, or run `reconciler approve {plan.Hash}` on the host:\n\n```\n{ApprovalTrailers.For(plan)}\n```\n\n");
        }
    }

    private static IEnumerable<string> Blocks(PlanDocument document, PlanOutput output)
    {
        foreach (var block in output is { FacesFolder: { } folder, Pictures: { } faces } ? PictureMarkdown.Faces(faces.Value, folder) : [])
        {
            yield return block;
        }

        foreach (var (heading, entries) in document.Story?.Sections ?? [])
        {
            var title = $"### {heading}\n\n";
            foreach (var group in StoryGroup.Of(entries))
            {
                yield return title + Block(group, heading);
                title = "";
            }
        }

        foreach (var block in output.Pictures is { } pictures ? PictureMarkdown.Calls(pictures.Value) : [])
        {
            yield return block;
        }

        var files = "### Files\n\n";
        foreach (var diff in document.Diffs ?? [])
        {
            yield return $"{files}<details><summary>{MarkdownText.Html(diff.Change.Path)}</summary>\n\n{MarkdownText.Fenced(diff.Text, "diff")}\n</details>\n\n";
            files = "";
        }
    }

    // A phone's block is collapsed: there may be many, and their names tell which to open. The others are few and short.
    private static string Block(StoryGroup group, string heading)
    {
        var lines = string.Concat(group.Lines.Select(l => $"- {MarkdownText.Escape(l)}\n"));
        var title = PlanPhrases.TitleOf(group, heading, MostNames);
        return heading == "Phones"
            ? $"<details><summary>{PlanPhrases.WordOf(group.Verb)}: {MarkdownText.Html(title)}</summary>\n\n{lines}\n</details>\n\n"
            : $"{PlanPhrases.WordOf(group.Verb)}: **{MarkdownText.Escape(title)}**\n\n{lines}\n";
    }

    private static string Foot(PlanDocument document) => document.Plan is { } plan ? $"Plan hash: `{plan.Hash}`\n" : "";
}
