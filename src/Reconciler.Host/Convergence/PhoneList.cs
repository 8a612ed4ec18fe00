using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Core.Sources;

namespace Reconciler.Host.Convergence;

/// <summary>The phones as <c>reconciler phones --format json</c> and <c>GET /api/phones</c> give them; its schema is schema/phones.schema.json.</summary>
public sealed record PhoneList
{
    public required string? Site { get; init; }

    /// <summary>The newest published commit.</summary>
    public required CommitId? Published { get; init; }

    /// <summary>When Asterisk was asked; null: never.</summary>
    public required DateTimeOffset? Observed { get; init; }

    public required PhoneCounts Counts { get; init; }

    public required ImmutableArray<ListedPhone> Phones { get; init; }

    public required ImmutableArray<UnmanagedContact> Unmanaged { get; init; }

    /// <summary>Suggestions for a person, one sentence each.</summary>
    public required ImmutableArray<string> Notices { get; init; }

    /// <summary>As Asterisk says right now.</summary>
    public static PhoneList Of(ConvergenceReport report) => new()
    {
        Site = report.Book.Site,
        Published = report.Book.Commit,
        Observed = report.At,
        Counts = report.Counts,
        Phones = [.. report.Phones.Select(v => ListedPhone.Of(v, report.At))],
        Unmanaged = report.Unmanaged,
        Notices = report.Notices,
    };

    /// <summary>As it was at the last look.</summary>
    public static PhoneList Of(PhoneBook book, ConvergenceSummary? summary) => new()
    {
        Site = book.Site,
        Published = book.Commit,
        Observed = summary?.Observed,
        Counts = summary?.Counts ?? new PhoneCounts(book.Phones.Count),
        Phones = [.. book.Phones.Values.Select(ListedPhone.Of)],
        Unmanaged = summary?.Unmanaged ?? [],
        Notices = summary?.Notices ?? [],
    };

    /// <summary>Indented UTF-8 with a final newline.</summary>
    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, ConvergenceJson.Readable.PhoneList), (byte)'\n'];
}
