using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Explaining;

namespace Reconciler.Cli.Output;

/// <summary>For a terminal: what the specs set first, as a table; then how many values are built in.</summary>
internal sealed class ExplanationTextWriter(TextWriter writer, bool colour)
{
    private const int LongestCell = 44;
    private const string Bold = "\e[1m";
    private const string Plain = "\e[0m";
    private const string BuiltIn = "built in";

    // Before the next part: an empty line, but not before the first.
    private string _separator = "";

    /// <param name="explanation">The explanation to print.</param>
    /// <param name="inFull">Each value on lines of its own, with everything that is known of it.</param>
    /// <param name="all">Built-in values too.</param>
    public void Write(Explanation explanation, bool inFull, bool all)
    {
        if (explanation.Phone is { } phone)
        {
            Heading(phone.Title);
            Write(inFull, phone.Values, () => Whole(phone, all));
        }

        if (explanation.Extension is { } extension)
        {
            Heading(extension.Title);
            Write(inFull, extension.Values, () => Whole(extension, all));
        }

        foreach (var call in explanation.Calls)
        {
            writer.Write(_separator);
            _separator = "\n";
            CallTree.Write(writer, "", call.Call);
        }
    }

    private void Write(bool inFull, ImmutableArray<ExplainedValue> values, Action whole)
    {
        if (inFull)
        {
            Values(values);
        }
        else
        {
            whole();
        }
    }

    private void Whole(PhoneExplanation phone, bool all)
    {
        Line($"  {Place(phone.Source)}");
        Line($"  profiles: {(phone.Profiles.IsEmpty ? "none" : string.Join(", ", phone.Profiles))}");
        writer.Write('\n');
        Table(phone.Values, "element", all);
    }

    private void Whole(ExtensionExplanation extension, bool all)
    {
        Line($"  {Place(extension.Source)}");
        foreach (var carrier in extension.Carriers)
        {
            Line($"  registers on {carrier.Text}");
        }

        Heading($"A call to {extension.Number}");
        CallTree.Write(writer, "  ", extension.Call);
        Heading("What Asterisk gets");
        Table(extension.Values, "option", all);
    }

    private void Table(ImmutableArray<ExplainedValue> values, string what, bool all)
    {
        var table = new TextTable("  ");
        table.Add(what, "value", "set by", "last touched by");
        foreach (var row in ValueRows.Of(values.Where(v => v.Source is not null)))
        {
            table.Add([row.Name, Short(row.Value.Text), .. Columns(row.Value.Source)]);
            foreach (var lost in row.Value.Overridden.Where(o => o.Source is not null))
            {
                table.Add(["  over", Short(lost.Text), .. Columns(lost.Source)]);
            }
        }

        table.Write(writer);
        var builtIn = values.Where(v => v.Source is null).ToList();
        if (!all)
        {
            Line($"  and {DiagnosticPrinter.Count(builtIn.Count, $"built-in {what}")}; --all shows {(builtIn.Count == 1 ? "it" : "them")}, a name alone tells all of one");
            return;
        }

        Heading(string.Create(CultureInfo.InvariantCulture, $"Built in ({builtIn.Count})"));
        var rest = new TextTable("  ");
        foreach (var row in ValueRows.Of(builtIn))
        {
            rest.Add(row.Name, Short(row.Value.Text));
        }

        rest.Write(writer);
    }

    private void Values(ImmutableArray<ExplainedValue> values)
    {
        foreach (var value in values)
        {
            Line($"  {value.FullName} = {Shown(value.Text)}");
            var table = new TextTable("    ");
            table.Add("set by", Place(value.Source));
            if (value.Source?.Touch?.Subject is { Length: > 0 } subject)
            {
                table.Add("", subject);
            }

            foreach (var lost in value.Overridden)
            {
                table.Add("over", lost.Source is null ? $"{Shown(lost.Text)}, {BuiltIn}" : $"{Shown(lost.Text)} of {Place(lost.Source)}");
            }

            if (value.Key is { } key)
            {
                table.Add("key", key);
            }

            table.Write(writer);
        }
    }

    private void Heading(string text)
    {
        writer.Write(colour ? $"{_separator}{Bold}{text}{Plain}\n" : $"{_separator}{text}\n");
        _separator = "\n";
    }

    private void Line(string text) => Folded.Write(writer, text, "      ");

    private static string Place(ValueSource? source) =>
        source is null ? BuiltIn : $"{source.Place} ({source.Spec}){(source.Touch is { } touch ? ", " + touch.Text : "")}";

    private static string[] Columns(ValueSource? source) => source is null ? [BuiltIn] : [$"{source.Place}", source.Touch?.Text ?? ""];

    private static string Short(string text) => text.Length <= LongestCell ? Shown(text) : text[..(LongestCell - 1)] + "…";

    private static string Shown(string text) => text.Length == 0 ? "(empty)" : text;
}
