using Reconciler.Core.Artifacts;
using Reconciler.Core.Planning;
using Reconciler.Core.Planning.Narration;

namespace Reconciler.Cli.Output;

/// <summary>For a terminal: findings, counts, what it does to the house, then each phone, extension, group and inbound number.</summary>
internal sealed class PlanTextWriter : IPlanWriter
{
    // Of objects that change alike, so many are named.
    private const int MostNames = 5;
    private const string Bold = "\e[1m";
    private const string Red = "\e[31m";
    private const string Green = "\e[32m";
    private const string Yellow = "\e[33m";
    private const string Plain = "\e[0m";

    public string Format => "text";

    public void Write(PlanDocument document, PlanOutput output)
    {
        WritePlan(document, output);
        foreach (var (change, waits) in document.HostChanges ?? [])
        {
            Heading(output.Terminal.Out, "On this host, whatever is committed", output.Terminal.HasColour);
            foreach (var line in change.Causes.Append(change.Effect))
            {
                output.Terminal.Out.Write($"  {line}\n");
            }

            output.Terminal.Out.Write($"  {PlanPhrases.Waits(change, waits)}\n");
        }
    }

    private static void WritePlan(PlanDocument document, PlanOutput output)
    {
        var (writer, colour) = (output.Terminal.Out, output.Terminal.HasColour);
        DiagnosticPrinter.Print(writer, document.Diagnostics, colour);
        if (document.Note is { } note)
        {
            writer.Write(note + "\n");
        }

        if (document.Plan is not { } plan)
        {
            return;
        }

        if (PlanPhrases.IsNothing(plan))
        {
            writer.Write("No changes.\n");
            WriteHash(writer, document, plan, colour);
            return;
        }

        foreach (var count in PlanCount.AllOf(plan).Where(c => c.Total > 0))
        {
            writer.Write($"  {PlanPhrases.NameOf(count),-16} {count}\n");
        }

        WriteStory(writer, document, colour);
        WriteFiles(writer, document, colour);
        WriteHash(writer, document, plan, colour);
    }

    private static void WriteStory(TextWriter writer, PlanDocument document, bool colour)
    {
        if (document.Story is not { } story)
        {
            return;
        }

        Heading(writer, "Effects", colour);
        foreach (var effect in story.Effects)
        {
            writer.Write($"  {effect}\n");
        }

        foreach (var (heading, entries) in story.Sections.Where(s => !s.Entries.IsEmpty))
        {
            Heading(writer, heading, colour);
            foreach (var group in StoryGroup.Of(entries))
            {
                writer.Write($"  {Sign(group.Verb, colour)} {PlanPhrases.TitleOf(group, heading, MostNames)}\n");
                foreach (var line in group.Lines)
                {
                    writer.Write($"      {line}\n");
                }
            }
        }
    }

    private static void WriteFiles(TextWriter writer, PlanDocument document, bool colour)
    {
        if (document.Diffs is not { IsEmpty: false } diffs)
        {
            return;
        }

        Heading(writer, "Files", colour);
        foreach (var line in diffs.SelectMany(d => d.Text.TrimEnd('\n').Split('\n')))
        {
            var tint = line switch
            {
                ['+', ..] => Green,
                ['-', ..] => Red,
                _ => null,
            };
            writer.Write(colour && tint is not null ? $"{tint}{line}{Plain}\n" : line + "\n");
        }
    }

    private static void WriteHash(TextWriter writer, PlanDocument document, Plan plan, bool colour)
    {
        writer.Write('\n');
        foreach (var line in PlanPhrases.Guard(document))
        {
            writer.Write(colour ? $"{Red}{line}{Plain}\n" : line + "\n");
        }

        writer.Write(document.Guard is { Allowed: false }
            ? PlanPhrases.WayPast(plan) + "\n"
            : $"Plan hash: {plan.Hash}\n");
    }

    private static void Heading(TextWriter writer, string text, bool colour) => writer.Write(colour ? $"\n{Bold}{text}{Plain}\n" : $"\n{text}\n");

    private static string Sign(PlanVerb verb, bool colour)
    {
        var (sign, tint) = verb switch
        {
            PlanVerb.Add => ("+", Green),
            PlanVerb.Remove => ("-", Red),
            _ => ("~", Yellow),
        };
        return colour ? tint + sign + Plain : sign;
    }
}
