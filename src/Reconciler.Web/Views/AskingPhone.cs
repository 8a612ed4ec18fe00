using System.Collections.Immutable;
using Reconciler.Host.PhoneLogs;

namespace Reconciler.Web.Views;

/// <summary>A phone that fetches, and that no published spec describes.</summary>
/// <param name="Mac">In the form of specs; null: its address is all that is known.</param>
/// <param name="Model">By what it fetches; null: not known.</param>
/// <param name="Address">Where it was last.</param>
/// <param name="At">When that was.</param>
/// <param name="Text">All that was seen last.</param>
public sealed record AskingPhone(string? Mac, string? Model, string Address, DateTimeOffset At, string Text)
{
    private const int Most = 100;

    /// <summary>The last seen first.</summary>
    internal static ImmutableArray<AskingPhone> Of(SiteViews views)
    {
        var described = views.Phones.Book.Phones;
        var known = views.PhoneLogs.Phones().Where(mac => !described.ContainsKey(mac)).Take(Most)
            .Select(mac => Of(mac.WithColons, views.PhoneLogs.Read(mac, "", int.MaxValue))).OfType<AskingPhone>().ToList();
        var addresses = known.Select(k => k.Address).ToHashSet(StringComparer.Ordinal);
        var nameless = views.PhoneLogs.Read(null, "", int.MaxValue).Where(l => l.Kind == PhoneLogKind.Fetch && !addresses.Contains(l.Address))
            .GroupBy(l => l.Address, StringComparer.Ordinal).Select(lines => Of(null, [.. lines])).OfType<AskingPhone>();
        return [.. known.Concat(nameless).OrderByDescending(k => k.At).Take(Most)];
    }

    private static AskingPhone? Of(string? mac, IReadOnlyList<PhoneLogLine> log) => log is [.., var last]
        ? new AskingPhone(mac, log.LastOrDefault(l => l.Model is not null)?.Model, last.Address, last.At, last.Text)
        : null;
}
