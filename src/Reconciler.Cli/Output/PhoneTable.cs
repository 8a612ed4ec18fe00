using System.Globalization;
using Reconciler.Host.Convergence;

namespace Reconciler.Cli.Output;

/// <summary>Prints phones as a table: columns as wide as what stands in them, and no frame, so that other programs can read it too.</summary>
internal static class PhoneTable
{
    private static readonly string[] Head = ["MAC", "MODEL", "EXTENSIONS", "ADDRESS", "STATE", "SINCE"];
    private const int StateColumn = 4;
    private const int ExtensionsWidth = 10;
    private const int AddressWidth = 15;
    private const string Below = "    ";

    /// <param name="terminal">Where to.</param>
    /// <param name="list">The phones.</param>
    /// <param name="inFull">Firmware and tag of each, not only of those that run another than they should.</param>
    public static void Print(Terminal terminal, PhoneList list, bool inFull)
    {
        var now = terminal.Time.GetUtcNow();
        var rows = list.Phones.Select(phone => Row(phone, now)).ToList();
        var widths = Enumerable.Range(0, Head.Length - 1).Select(i => rows.Select(r => r[i].Length).Append(Head[i].Length).Max()).ToArray();
        Print(terminal, Head, widths, colour: null);
        foreach (var (row, phone) in rows.Zip(list.Phones))
        {
            Print(terminal, row, widths, terminal.HasColour ? ColourOf(phone.State) : null);
            foreach (var detail in Details(phone, inFull))
            {
                Folded.Write(terminal.Out, Below + detail, Below);
            }
        }

        foreach (var contact in list.Unmanaged)
        {
            Folded.Write(terminal.Out, $"unmanaged: extension {contact.Extension} at {contact.Address} ({(contact.UserAgent.Length == 0 ? "no User-Agent" : contact.UserAgent)}): {contact.Why}", Below);
        }

        foreach (var notice in list.Notices)
        {
            Folded.Write(terminal.Out, $"note: {notice}", Below);
        }

        terminal.Out.WriteLine(Total(list.Counts));
    }

    /// <summary>One line: <c>3 phones: 2 converged, 1 pending; 1 unmanaged</c>.</summary>
    public static string Total(PhoneCounts counts)
    {
        (int? Count, string Name)[] parts = [(counts.Converged, "converged"), (counts.Pending, "pending"), (counts.Stale, "stale"), (counts.Unreachable, "unreachable")];
        var states = string.Join(", ", parts.Where(p => p.Count > 0).Select(p => $"{p.Count} {p.Name}"));
        return $"{counts.Total} {(counts.Total == 1 ? "phone" : "phones")}{(states.Length == 0 ? "" : ": " + states)}{(counts.Unmanaged > 0 ? $"; {counts.Unmanaged} unmanaged" : "")}";
    }

    private static string[] Row(ListedPhone phone, DateTimeOffset now) =>
    [
        phone.Mac.WithColons,
        phone.Model,
        phone.Extensions.IsEmpty ? "-" : Fitting(string.Join(',', phone.Extensions), ExtensionsWidth),
        Fitting(phone.Address ?? "-", AddressWidth),
        phone.State.ToString().ToLowerInvariant(),
        phone.Since is { } since ? Age(now - since) : "-",
    ];

    /// <summary>Details that a row has no room for.</summary>
    private static IEnumerable<string> Details(ListedPhone phone, bool inFull)
    {
        string?[] parts =
        [
            string.Join(',', phone.Extensions) is { Length: > ExtensionsWidth } ? $"extensions {string.Join(", ", phone.Extensions)}" : null,
            phone.Address is { Length: > AddressWidth } address ? $"at {address}" : null,
            Part("firmware", phone.Firmware.Wanted, phone.Firmware.Running, inFull),
            Part("tag", phone.Tag.Desired, phone.Tag.Seen, inFull),
            inFull && phone.Since is { } since ? $"since {since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}" : null,
        ];
        var known = string.Join("; ", parts.OfType<string>());
        return new[] { known, phone.Why }.Where(text => text.Length > 0);
    }

    private static string? Part(string name, string? wanted, string? runs, bool inFull) =>
        (inFull && (wanted ?? runs) is not null) || (wanted is not null && runs is not null && wanted != runs) ? $"{name} {Pair(wanted, runs)}" : null;

    private static string Fitting(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    /// <summary>In its largest unit: <c>45s</c>, <c>3h</c>, <c>12d</c>.</summary>
    private static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => Number(Math.Max(0, age.TotalSeconds), 's'),
        { TotalHours: < 1 } => Number(age.TotalMinutes, 'm'),
        { TotalDays: < 1 } => Number(age.TotalHours, 'h'),
        _ => Number(age.TotalDays, 'd'),
    };

    private static string Number(double number, char unit) => string.Create(CultureInfo.InvariantCulture, $"{(int)number}{unit}");

    /// <summary>The wanted one alone where it runs; else both: <c>7.2.30 (runs 7.1.3)</c>.</summary>
    private static string Pair(string? wanted, string? runs) => (wanted, runs) switch
    {
        (null, null) => "-",
        (null, _) => runs,
        (_, null) => wanted,
        _ => wanted == runs ? wanted : $"{wanted} (runs {runs})",
    };

    private static void Print(Terminal terminal, string[] row, int[] widths, string? colour)
    {
        var cells = row.Select((text, i) =>
        {
            var padded = i < widths.Length ? text.PadRight(widths[i]) : text;
            return i == StateColumn && colour is not null ? $"\u001b[{colour}m{padded}\u001b[0m" : padded;
        });
        terminal.Out.WriteLine(string.Join("  ", cells).TrimEnd());
    }

    private static string ColourOf(PhoneState state) => state switch
    {
        PhoneState.Converged => "32",
        PhoneState.Stale or PhoneState.Unreachable => "31",
        _ => "33",
    };
}
