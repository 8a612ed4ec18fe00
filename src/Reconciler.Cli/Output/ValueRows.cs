using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Explaining;

namespace Reconciler.Cli.Output;

/// <summary>Elements that differ in their number alone and were set alike: one row of a table, as <c>Preferred_Codec_{1-5}_</c>.</summary>
internal sealed record ValueRows(string Name, ExplainedValue Value)
{
    public static IEnumerable<ValueRows> Of(IEnumerable<ExplainedValue> values) =>
        values.GroupBy(Kind).Select(alike => new ValueRows(NameOf([.. alike]), alike.First()));

    private static (string Pattern, string Value, string Sources) Kind(ExplainedValue value) => (
        NumberOf(value) is { } number ? $"{number.Before}{{}}{number.After}" : value.FullName,
        value.Value,
        string.Join(' ', [$"{value.Source?.Place}", .. value.Overridden.Select(o => $"{o.Value}\n{o.Source?.Place}")]));

    private static string NameOf(ImmutableArray<ExplainedValue> alike)
    {
        if (alike.Length == 1 || NumberOf(alike[0]) is not { } first)
        {
            return alike[0].FullName;
        }

        var numbers = alike.Select(v => NumberOf(v)!.Value.Number).Order().ToArray();
        var runs = new List<string>();
        for (int start = 0, end; start < numbers.Length; start = end + 1)
        {
            for (end = start; end + 1 < numbers.Length && numbers[end + 1] == numbers[end] + 1; end++)
            {
            }

            runs.Add(string.Create(CultureInfo.InvariantCulture, $"{numbers[start]}{(end > start ? $"-{numbers[end]}" : "")}"));
        }

        return $"{first.Before}{{{string.Join(',', runs)}}}{first.After}";
    }

    /// <summary>The number in a name that has one only: a phone's line or key.</summary>
    private static (string Before, int Number, string After)? NumberOf(ExplainedValue value)
    {
        var parts = value.FullName.Split('_');
        var at = Array.FindIndex(parts, IsNumber);
        return value.Section is not null || at <= 0 || Array.FindLastIndex(parts, IsNumber) != at
            ? null
            : (string.Join('_', parts[..at]) + "_", int.Parse(parts[at], CultureInfo.InvariantCulture), "_" + string.Join('_', parts[(at + 1)..]));
    }

    private static bool IsNumber(string part) => part.Length is > 0 and < 4 && part.All(char.IsAsciiDigit);
}
