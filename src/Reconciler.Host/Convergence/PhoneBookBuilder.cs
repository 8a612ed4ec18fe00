using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Families;
using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;

namespace Reconciler.Host.Convergence;

/// <summary>Writes a published fleet into the book. What was told and seen of a phone whose profile stays the same stays, too.</summary>
internal sealed class PhoneBookBuilder(ISecretSource secrets, Func<ManifestEntry, string?> tagOf, TimeProvider time)
{
    private const int MostEarlier = 3;
    private const int FactoryWebPort = 80;
    private const int PasswordDigits = 16;
    private const string WebPortParameter = "Web_Server_Port";

    private readonly Dictionary<string, string> _passwords = new(StringComparer.Ordinal);

    /// <param name="before">The book as it was.</param>
    /// <param name="fleet">The fleet that is served now.</param>
    /// <param name="commit">The commit that was published.</param>
    /// <param name="published">The manifest's entries of the served root.</param>
    public PhoneBook Build(PhoneBook before, EffectiveFleet fleet, CommitId commit, IEnumerable<ManifestEntry> published)
    {
        var files = published.Where(e => e.Phone is not null).ToDictionary(e => e.Phone!.Value);
        var site = fleet.Site;
        return before with
        {
            Site = site.Name.Value,
            Commit = commit,
            Channel = site.Asterisk.Channel.Value,
            RegisterExpires = (int)site.Asterisk.RegisterExpires.TotalSeconds,
            ResyncEvery = (int)site.Provisioning.ResyncEvery.TotalSeconds,
            ProfileUrl = site.Provisioning is { Encrypt: false, KeyUrl: null } ? $"{site.Provisioning.Url.Value}{site.Provisioning.ProfilePath}/" : "",
            Challenges = Challenges(fleet),
            IsKeyRotated = fleet.Extensions.Any(e => secrets.ResolvePrevious(e.Spec.Secret.Value) is not null),
            Others = [.. fleet.Extensions.Where(e => e.Phones.IsEmpty).Select(e => SipLogin.Of(e.Spec))],
            Phones = fleet.Phones
                .Where(p => files.ContainsKey(p.Phone.Mac))
                .Select(p => Follow(before.Phones.GetValueOrDefault(p.Phone.Mac), p, files[p.Phone.Mac]))
                .ToImmutableSortedDictionary(p => p.Mac, p => p),
        };
    }

    private ImmutableSortedDictionary<string, string> Challenges(EffectiveFleet fleet) => fleet.Extensions
        .Where(e => e.Spec.PreviousSecret is not null || secrets.ResolvePrevious(e.Spec.Secret.Value) is not null)
        .ToImmutableSortedDictionary(e => SipLogin.Of(e.Spec), e => Challenge(e.Spec.PreviousSecret is { } previous ? previous.Value : e.Spec.Secret.Value), StringComparer.Ordinal);

    private string Challenge(SecretReference reference) => secrets.FingerprintPrevious(reference) is { } digest ? digest.ToString()[..PasswordDigits] : Password(reference);

    private FollowedPhone Follow(FollowedPhone? before, EffectivePhone effective, ManifestEntry file)
    {
        var phone = effective.Phone;
        var content = file.ContentDigest.ToString();
        var firmware = phone.Firmware?.Version.Value;
        if (before is not null && before.Content == content)
        {
            return before with { Model = phone.Model.Name, Firmware = firmware, Names = phone.Names };
        }

        var profile = new ProfileVersion(tagOf(file) ?? "", [.. phone.Registrations.Select(r => Line(r, effective.HasPreviousKey))], Admin(phone), DeviceFamilies.Of(phone.Model).FetchesByWeb ? WebPort(phone.Settings) : 0);
        var followed = new FollowedPhone
        {
            Mac = phone.Mac,
            Model = phone.Model.Name,
            Firmware = firmware,
            Names = phone.Names,
            Content = content,
            Profile = profile,
            Published = time.GetUtcNow(),
        };
        return before is null ? followed : followed with
        {
            Earlier = [.. before.Earlier.Prepend(before.Profile).Where(p => p.Tag != profile.Tag).Take(MostEarlier)],
            State = before.State,
            StateSince = before.StateSince,
            SteadySince = before.SteadySince,
            Seen = before.Seen,
        };
    }

    private ProfileLine Line(Registration registration, bool hasPreviousKey) => new(
        SipLogin.Of(registration.Extension),
        hasPreviousKey ? Challenge(registration.Extension.Secret.Value) : Password(registration.Extension.Secret.Value),
        registration.Extension.User is null ? null : registration.Extension.Number.Value.ToString());

    private static AdminPassword? Admin(Phone phone) => phone.Settings.AdminPassword is { } password ? AdminPassword.Of(password.Value) : null;

    private string Password(SecretReference reference)
    {
        var name = reference.ToString();
        if (!_passwords.TryGetValue(name, out var digest))
        {
            digest = secrets.Fingerprint(reference).ToString()[..PasswordDigits];
            _passwords.Add(name, digest);
        }

        return digest;
    }

    private static int WebPort(SettingsSpec settings)
    {
        if (settings.WebServer is { Value: false })
        {
            return 0;
        }

        var port = settings.Parameters.FirstOrDefault(p => p.Name.Value == WebPortParameter)?.Text?.Value;
        return ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : FactoryWebPort;
    }
}
