using System.Globalization;
using Reconciler.Core.Convergence;

namespace Reconciler.Cli.Output;

/// <summary>Prints phones as a table: columns as wide as what stands in them, and no frame, so that other programs can read it too.</summary>
internal static class PhoneTable
{
    private static readonly string[] Head = ["MAC", "MODEL", "EXTENSIONS", "ADDRESS", "FIRMWARE", "TAG", "STATE", "SINCE", "WHY"];
    private const int StateColumn = 6;

    public static void Print(Terminal terminal, PhoneList list)
    {
        var rows = list.Phones.Select(Row).ToList();
        var widths = Enumerable.Range(0, Head.Length - 1).Select(i => rows.Select(r => r[i].Length).Append(Head[i].Length).Max()).ToArray();
        Print(terminal, Head, widths, colour: null);
        foreach (var (row, phone) in rows.Zip(list.Phones))
        {
            Print(terminal, row, widths, terminal.HasColour ? ColourOf(phone.State) : null);
        }

        foreach (var contact in list.Unmanaged)
        {
            terminal.Out.WriteLine($"unmanaged: extension {contact.Extension} at {contact.Address} ({(contact.UserAgent.Length == 0 ? "no User-Agent" : contact.UserAgent)}): {contact.Why}");
        }

        foreach (var notice in list.Notices)
        {
            terminal.Out.WriteLine($"note: {notice}");
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

    private static string[] Row(ListedPhone phone) =>
    [
        phone.Mac.WithColons,
        phone.Model,
        phone.Extensions.IsEmpty ? "-" : string.Join(',', phone.Extensions),
        phone.Address ?? "-",
        Pair(phone.Firmware.Wanted, phone.Firmware.Running),
        Pair(phone.Tag.Desired, phone.Tag.Seen),
        phone.State.ToString().ToLowerInvariant(),
        phone.Since?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-",
        phone.Why,
    ];

    /// <summary>What is wanted alone where it runs; else both: <c>7.2.30 (runs 7.1.3)</c>.</summary>
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
