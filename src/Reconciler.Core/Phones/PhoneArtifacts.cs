using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Families;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones;

/// <summary>The served root of an effective fleet: a bootstrap file a model and a profile a phone. Nothing is rendered before it is asked for.</summary>
public static class PhoneArtifacts
{
    /// <summary>Stands for this program's renderers: another build may render other bytes.</summary>
    private static readonly string RendererVersion = typeof(PhoneArtifacts).Module.ModuleVersionId.ToString();

    /// <summary>
    /// <paramref name="tagKey"/> is the key of the revision tags; null where secrets are masked: the tag then reads <see cref="RevisionTag.Masked"/>.
    /// The profiles of phones in <paramref name="without"/> are left out. <paramref name="previousTagKey"/> is the key of the tags before the master key was
    /// rotated; null: it is not.
    /// </summary>
    public static IEnumerable<Artifact> Create(
        EffectiveFleet fleet, ISecretSource secrets, ReadOnlyMemory<byte>? tagKey, IReadOnlySet<MacAddress>? without = null, ReadOnlyMemory<byte>? previousTagKey = null) =>
        Create(fleet, secrets, tagKey, without, previousTagKey, KnownProfiles.None);

    /// <summary>The same, where what some profiles are rendered from is known.</summary>
    internal static IEnumerable<Artifact> Create(
        EffectiveFleet fleet, ISecretSource secrets, ReadOnlyMemory<byte>? tagKey, IReadOnlySet<MacAddress>? without, ReadOnlyMemory<byte>? previousTagKey, KnownProfiles known)
    {
        var shared = SharedDigest(fleet.Site, tagKey);
        var folder = FolderOf(fleet);
        var (today, before) = ((Secrets: secrets, TagKey: tagKey), (Secrets: (ISecretSource)new PreviousKeySecrets(secrets), TagKey: previousTagKey ?? tagKey));
        var (site, hasPreviousKey, ofSite) = (fleet.Site, false, shared);
        foreach (var model in BootstrapsOf(fleet))
        {
            yield return new Artifact(ArtifactTarget.Served, model.BootstrapFile, shared, null, () => DeviceFamilies.Of(model).RenderBootstrap(fleet.Site));
        }

        foreach (var phone in fleet.Phones)
        {
            if (without?.Contains(phone.Phone.Mac) == true)
            {
                continue;
            }

            var keys = phone.HasPreviousKey ? before : today;
            if (!ReferenceEquals(phone.Site, site) || phone.HasPreviousKey != hasPreviousKey)
            {
                (site, hasPreviousKey, ofSite) = (phone.Site, phone.HasPreviousKey, SharedDigest(phone.Site, keys.TagKey));
            }

            yield return new Artifact(
                ArtifactTarget.Served,
                PathIn(folder, phone.Phone),
                known.Find(phone) ?? InputDigest(phone.Phone, ofSite, keys.Secrets),
                phone.Phone.Mac,
                () => Render(phone, keys.Secrets, keys.TagKey));
        }
    }

    /// <summary>The published name of a phone's profile: <c>xml/spa002584061156.xml</c>.</summary>
    public static string PathOf(EffectiveFleet fleet, Phone phone) => PathIn(FolderOf(fleet), phone);

    /// <summary>Those that the site names; else the usual ones and those of its phones. Several models may ask for one file.</summary>
    internal static IEnumerable<PhoneModel> BootstrapsOf(EffectiveFleet fleet)
    {
        var models = fleet.Site.Models.AsEnumerable();
        if (fleet.Site.Models.SequenceEqual(PhoneModel.Usual))
        {
            models = models.Concat(fleet.Phones.Select(p => p.Phone.Model).Distinct().Except(PhoneModel.Usual).OrderBy(m => m.Name, StringComparer.Ordinal));
        }

        return models.Where(m => m.BootstrapFile.Length > 0).DistinctBy(m => m.BootstrapFile, StringComparer.Ordinal);
    }

    private static string PathIn(string folder, Phone phone) => $"{folder}/{DeviceFamilies.Of(phone.Model).ProfileName(phone.Mac)}";

    private static string FolderOf(EffectiveFleet fleet) => fleet.Site.Provisioning.ProfilePath.TrimStart('/');

    private static byte[] Render(EffectivePhone phone, ISecretSource secrets, ReadOnlyMemory<byte>? tagKey)
    {
        var family = DeviceFamilies.Of(phone.Phone.Model);
        var untagged = family.ToBytes(PhoneRenderer.Render(phone, secrets, ""));
        if (tagKey is not { } key)
        {
            return RevisionTag.Insert(untagged, family.TagMark, RevisionTag.Masked);
        }

        var profile = RevisionTag.Insert(untagged, family.TagMark, RevisionTag.Of(phone.Phone.Mac, untagged, key.Span));
        return phone.Site.Provisioning.Encrypt ? EncryptedProfile.Encrypt(profile, secrets.Resolve(EncryptedProfile.KeyOf(phone.Phone.Mac))) : profile;
    }

    private static Digest SharedDigest(SiteSpec site, ReadOnlyMemory<byte>? tagKey)
    {
        using var builder = new DigestBuilder();
        builder.Add(RendererVersion).Add(site.Digest).Add(tagKey is null ? null : KeyDigest(tagKey.Value.Span).ToString());
        return builder.Build();
    }

    /// <summary>Another key makes other tags.</summary>
    private static Digest KeyDigest(ReadOnlySpan<byte> key)
    {
        using var builder = new DigestBuilder(key);
        return builder.Add("tag key").Build();
    }

    private static Digest InputDigest(Phone phone, Digest shared, ISecretSource secrets)
    {
        using var builder = new DigestBuilder();
        builder.Add(shared).Add(phone.InputDigest);
        foreach (var reference in PhoneSecrets.Of(phone))
        {
            builder.Add(reference.ToString()).Add(secrets.Fingerprint(reference));
        }

        return builder.Build();
    }
}
