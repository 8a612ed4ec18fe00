using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Agent.Doctor;

/// <summary>A phone's published profile, as far as it says how profiles travel.</summary>
/// <param name="IsEncrypted">Nobody without the phone's key can read it.</param>
/// <param name="HasPasswords">Whether it holds any; unknown, and false, of an encrypted one.</param>
/// <param name="Addresses">Where it sends the phone for its key and its profile.</param>
internal sealed record PublishedProfile(bool IsEncrypted, bool HasPasswords, IReadOnlyList<Uri> Addresses)
{
    /// <summary>One of those that are published; null: none is yet.</summary>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static PublishedProfile? TryFind(string servedDirectory)
    {
        if (!Directory.Exists(servedDirectory))
        {
            return null;
        }

        var path = Directory.EnumerateDirectories(servedDirectory).Where(folder => !Path.GetFileName(folder).StartsWith('.'))
            .SelectMany(folder => Directory.EnumerateFiles(folder).Where(file => DeviceFamilies.OfProfile(Path.GetFileName(file)) is not null).Order(StringComparer.Ordinal))
            .FirstOrDefault(file => new FileInfo(file).LinkTarget is not null && File.Exists(file));
        return path is null ? null : Read(path);
    }

    /// <summary>Null: another's file of that name.</summary>
    private static PublishedProfile? Read(string path)
    {
        var file = File.ReadAllBytes(path);
        if (EncryptedProfile.IsEncrypted(file))
        {
            return new PublishedProfile(IsEncrypted: true, HasPasswords: false, []);
        }

        // Families that share a name share the form of their files, and differ in what is a password.
        var families = DeviceFamilies.All.Where(family => family.PhoneOf(Path.GetFileName(path)) is not null).ToList();
        var elements = families[0].ReadElements(file);
        return elements.Count == 0 ? null : new PublishedProfile(
            IsEncrypted: false,
            families.Exists(family => family.HoldsPassword(elements)),
            [.. families[0].AddressElements.Select(name => BootstrapFile.AddressIn(elements.GetValueOrDefault(name, ""))).Select(text => Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null).OfType<Uri>()]);
    }
}
