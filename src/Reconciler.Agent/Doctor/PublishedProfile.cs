using System.Xml;
using System.Xml.Linq;
using Reconciler.Core.Phones;

namespace Reconciler.Agent.Doctor;

/// <summary>A phone's published profile, as far as it says how profiles travel.</summary>
/// <param name="IsEncrypted">Nobody without the phone's key can read it.</param>
/// <param name="HasPasswords">Whether it holds any; unknown, and false, of an encrypted one.</param>
/// <param name="Addresses">Where it sends the phone for its key and its profile.</param>
internal sealed record PublishedProfile(bool IsEncrypted, bool HasPasswords, IReadOnlyList<Uri> Addresses)
{
    private static readonly string[] Rules = ["Profile_Rule", "Profile_Rule_B"];

    /// <summary>One of those that are published; null: none is yet.</summary>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static PublishedProfile? TryFind(string servedDirectory)
    {
        if (!Directory.Exists(servedDirectory))
        {
            return null;
        }

        var path = Directory.EnumerateDirectories(servedDirectory).Where(folder => !Path.GetFileName(folder).StartsWith('.'))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "spa*.xml")).FirstOrDefault(file => new FileInfo(file).LinkTarget is not null && File.Exists(file));
        return path is null ? null : Read(File.ReadAllBytes(path));
    }

    private static PublishedProfile? Read(byte[] file)
    {
        if (EncryptedProfile.IsEncrypted(file))
        {
            return new PublishedProfile(IsEncrypted: true, HasPasswords: false, []);
        }

        try
        {
            var profile = XDocument.Load(new MemoryStream(file));
            return new PublishedProfile(
                IsEncrypted: false,
                profile.Descendants().Any(e => e.Value.Length > 0 && (e.Name.LocalName.StartsWith("Password_", StringComparison.Ordinal) || e.Name.LocalName == "Admin_Passwd")),
                [.. Rules.Select(rule => BootstrapFile.AddressIn(profile.Descendants(rule).FirstOrDefault()?.Value ?? "")).Select(text => Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null).OfType<Uri>()]);
        }
        catch (XmlException)
        {
            // Another's file of that name.
            return null;
        }
    }
}
