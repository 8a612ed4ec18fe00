using System.Globalization;
using System.Text.RegularExpressions;
using Quartz;

namespace Reconciler.Scheduling;

/// <summary>
/// Whether the scheduler takes a cron expression, each field of which holds what its documentation gives it: its parser takes more, such as day 98 or a list with
/// an empty part, and then fails, or looks without end, when it is asked for a time.
/// </summary>
public static partial class CronSyntax
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly Field[] Fields =
    [
        new("second", 0, 59, []),
        new("minute", 0, 59, []),
        new("hour", 0, 23, []),
        new("day of the month", 1, 31, []),
        new("month", 1, 12, Months),
        new("day of the week", 1, 7, Weekdays),
        new("year", 1970, 2099, []),
    ];

    /// <summary>The fault of the first part that has one, such as <c>"98" is no day of the month (1 to 31)</c>; null: nothing.</summary>
    public static string? Fault(string cron)
    {
        ArgumentNullException.ThrowIfNull(cron);
        var texts = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (texts.Length is < 6 or > 7)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it has {texts.Length} of six fields");
        }

        return Fields.Zip(texts, (field, text) => text.Split(',').FirstOrDefault(part => !Holds(field, part)) is { } wrong ? field.Refused(wrong) : null)
            .FirstOrDefault(fault => fault is not null)
            ?? (IsTaken(cron) ? null : "of the two days, one is '?'");
    }

    private static bool IsTaken(string cron)
    {
        try
        {
            _ = new CronExpression(cron, TimeZoneInfo.Utc);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return false;
        }
    }

    private static bool Holds(Field field, string part)
    {
        if (IsOfItsOwn(field, part))
        {
            return true;
        }

        var match = Part().Match(part);
        return match.Success
            && new[] { "from", "to" }.All(name => !match.Groups[name].Success || field.Contains(match.Groups[name].Value))
            && (!match.Groups["step"].Success || IsBetween(match.Groups["step"].Value, 1, field.Last));
    }

    /// <summary>Forms that only the two days have: the last, the nearest working day, the nth of a month.</summary>
    private static bool IsOfItsOwn(Field field, string part) => field.Name switch
    {
        "day of the month" => part is "?" or "L" or "LW"
            || (part.StartsWith("L-", StringComparison.Ordinal) && IsBetween(part[2..], 1, 30))
            || (part.EndsWith('W') && field.Contains(part[..^1])),
        "day of the week" => part is "?" or "L"
            || (part.EndsWith('L') && field.Contains(part[..^1]))
            || (part.Split('#') is [var day, var nth] && field.Contains(day) && IsBetween(nth, 1, 5)),
        _ => false,
    };

    private static bool IsBetween(string text, int first, int last) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= first && number <= last;

    [GeneratedRegex("^([*]|(?<from>[0-9A-Z]+)(-(?<to>[0-9A-Z]+))?)(/(?<step>[0-9]+))?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();

    /// <param name="Name">As in a sentence.</param>
    /// <param name="First">The least number.</param>
    /// <param name="Last">The greatest number.</param>
    /// <param name="Words">Words that may stand for the numbers, from the least on.</param>
    private sealed record Field(string Name, int First, int Last, string[] Words)
    {
        public bool Contains(string value) => IsBetween(value, First, Last) || Words.Contains(value, StringComparer.OrdinalIgnoreCase);

        public string Refused(string part)
        {
            var words = Words.Length == 0 ? "" : $", or {Words[0]} to {Words[^1]}";
            return string.Create(CultureInfo.InvariantCulture, $"\"{part}\" is no {Name} ({First} to {Last}{words})");
        }
    }
}
