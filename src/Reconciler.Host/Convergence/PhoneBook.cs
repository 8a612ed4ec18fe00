using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Families;
using Reconciler.Core.Sources;

namespace Reconciler.Host.Convergence;

/// <summary>
/// All published phones with what they were told and what was seen of them: all that is needed to tell phones and to judge them, without reading the
/// repository. Immutable; <see cref="PhoneBookStore"/> keeps it.
/// </summary>
public sealed record PhoneBook
{
    public static PhoneBook Empty { get; } = new();

    /// <summary>The site's name; null: nothing was published yet.</summary>
    public string? Site { get; init; }

    /// <summary>The newest published commit, in full.</summary>
    public CommitId? Commit { get; init; }

    /// <summary>How Asterisk speaks with the phones.</summary>
    public SipChannel Channel { get; init; }

    /// <summary>How long a registration lasts, in seconds: a phone's tag lags no longer.</summary>
    public int RegisterExpires { get; init; }

    /// <summary>A phone that comes back to a former address sooner than this has not moved: another device has its extension in between.</summary>
    internal TimeSpan SoonestMove => TimeSpan.FromSeconds(2 * RegisterExpires);

    /// <summary>How often a phone looks for a new profile by itself, in seconds; 0: never.</summary>
    public int ResyncEvery { get; init; }

    /// <summary>The start of every profile's URL; <c>$MA.xml</c> follows.</summary>
    public string ProfileUrl { get; init; } = "";

    /// <summary>
    /// Keyed digests of the passwords by which Asterisk answers a NOTIFY challenge of an extension; only of those where that is not the password that
    /// the phones are published with, during a rotation that keeps the previous one.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Challenges { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether passwords of the previous master key are valid beside those of the new one.</summary>
    public bool IsKeyRotated { get; init; }

    /// <summary>Extensions that no phone of the fleet carries: softphones and adapters.</summary>
    public ImmutableSortedSet<string> Others { get; init; } = [];

    /// <summary>Extensions that Asterisk does not let in, as far as that was heard.</summary>
    public ImmutableSortedDictionary<string, RejectedLogin> Rejected { get; init; } = ImmutableSortedDictionary<string, RejectedLogin>.Empty;

    /// <summary>Whether the AMI user may hear of logins; null: nobody has listened.</summary>
    public bool? HearsLogins { get; init; }

    /// <summary>By MAC.</summary>
    public ImmutableSortedDictionary<MacAddress, FollowedPhone> Phones { get; init; } = ImmutableSortedDictionary<MacAddress, FollowedPhone>.Empty;

    /// <summary>Oddities that have been logged and are still there.</summary>
    public ImmutableSortedSet<string> Noted { get; init; } = [];

    /// <summary>When a phone was last told anything: the rate holds over restarts, too.</summary>
    [JsonPropertyName("lastTold")]
    public DateTimeOffset? LastNotified { get; init; }

    /// <summary>The phones by what people call them.</summary>
    public PhoneLookup Lookup() => new(Phones.Values.Select(p => new NamedPhone(
        p.Mac, [.. p.Profile.Lines.Select(l => l.Number ?? l.Extension).Distinct(StringComparer.Ordinal)], p.Names.IsDefault ? [] : p.Names)));

    /// <summary>The profile's URL of a phone, for <c>/admin/resync?URL</c>.</summary>
    public string ProfileUrlOf(FollowedPhone phone) =>
        ProfileUrl.Length == 0 ? "" : ProfileUrl[..(ProfileUrl.LastIndexOf('/') + 1)] + DeviceFamilies.OfModel(phone.Model).ProfileName(phone.Mac);

    /// <summary>Whether Asterisk can answer a NOTIFY challenge on <paramref name="line"/>, which is one of the profile that the phone runs.</summary>
    public bool CanAnswer(ProfileLine line, FollowedPhone phone)
    {
        var answer = Challenges.GetValueOrDefault(line.Extension)
            ?? phone.Profile.Lines.FirstOrDefault(l => l.Extension == line.Extension)?.Password;
        return answer is not null && string.Equals(answer, line.Password, StringComparison.Ordinal);
    }

    /// <summary>The same book with some phones replaced.</summary>
    public PhoneBook With(IEnumerable<FollowedPhone> changed) => this with { Phones = Phones.SetItems(changed.Select(p => KeyValuePair.Create(p.Mac, p))) };
}
