using System.Collections.Immutable;
using Reconciler.Core.Explaining;
using Reconciler.Core.Fleets;
using Reconciler.Core.Pictures;
using Reconciler.Host.Convergence;
using Reconciler.Host.PhoneLogs;

namespace Reconciler.Web.Views;

/// <summary>All that is known of a phone.</summary>
public sealed record PhoneView
{
    private const int MostLines = 100;

    public required ListedPhone Phone { get; init; }

    public required string Names { get; init; }

    /// <summary>Null: the served specs cannot be read, or do not have it.</summary>
    public required PhoneFace? Face { get; init; }

    /// <summary>Null likewise.</summary>
    public required PhoneExplanation? Explanation { get; init; }

    /// <summary>Newest first.</summary>
    public required ImmutableArray<PhoneEvent> History { get; init; }

    /// <summary>Its way to calls.</summary>
    public required ImmutableArray<PhoneStep> Steps { get; init; }

    /// <summary>All that was seen of it beside Asterisk, newest first.</summary>
    public required ImmutableArray<PhoneLogLine> Log { get; init; }

    /// <summary>The lines of the log hold this; empty: any.</summary>
    public required string LogText { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Null: no published phone has that address.</summary>
    internal static async Task<PhoneView?> FindAsync(SiteViews views, MacAddress mac, string logText, CancellationToken cancellationToken)
    {
        var book = views.Phones.Book;
        if (views.Phones.List.Phones.FirstOrDefault(p => p.Mac == mac) is not { } listed || book.Phones.GetValueOrDefault(mac) is not { } followed)
        {
            return null;
        }

        var specs = await views.Site.AskAsync(site => site.Find(mac) is { } phone ? new Specs(PhoneFace.Of(phone), site.Explainer.Explain(mac.ToString()).Phone) : null, cancellationToken);
        return new PhoneView
        {
            Phone = listed,
            Names = followed.Names.IsDefaultOrEmpty ? "" : string.Join(", ", followed.Names),
            Face = specs?.Face,
            Explanation = specs?.Explanation,
            History = PhoneEvent.Of(followed, book),
            Steps = PhoneStep.Of(followed, views.PhoneLogs.Read(mac, "", int.MaxValue)),
            Log = [.. views.PhoneLogs.Read(mac, logText, MostLines).Reverse()],
            LogText = logText,
            Now = views.Time.GetUtcNow(),
        };
    }

    private sealed record Specs(PhoneFace Face, PhoneExplanation? Explanation);
}

/// <summary>Something that happened to a phone.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">One word: published, told, registered, state, rejected.</param>
/// <param name="Text">A sentence.</param>
public sealed record PhoneEvent(DateTimeOffset At, string Kind, string Text)
{
    internal static ImmutableArray<PhoneEvent> Of(FollowedPhone phone, PhoneBook book)
    {
        var events = new List<PhoneEvent> { new(phone.Published, "published", $"Its profile was published with the revision tag {phone.Profile.Tag}.") };
        if (phone.NotifiedAt is { } told)
        {
            events.Add(new(told, "told", phone.Problem is { } problem ? $"It was told to fetch its profile: {problem}" : $"It was told to fetch its profile{(phone.Attempts > 1 ? $", for the {phone.Attempts}th time" : "")}."));
        }

        if (phone.Seen is { } seen)
        {
            events.Add(new(seen.Since, "registered", $"It registered from {seen.Address}{(seen.FormerAddress is { } former ? $", before that from {former}" : "")}: {seen.Agent}"));
        }

        if (phone.StateSince is { } since)
        {
            events.Add(new(since, "state", $"Since then it is {phone.State.ToString().ToLowerInvariant()}{(phone.Why.Length == 0 ? "." : $": {phone.Why}")}"));
        }

        foreach (var line in phone.Profile.Lines)
        {
            if (book.Rejected.GetValueOrDefault(line.Extension) is { } rejected)
            {
                events.Add(new(rejected.Last, "rejected", $"Extension {line.Number ?? line.Extension}: {rejected}."));
            }
        }

        return [.. events.OrderByDescending(e => e.At)];
    }
}
