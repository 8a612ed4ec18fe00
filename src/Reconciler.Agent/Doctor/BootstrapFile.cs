using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Agent.Doctor;

/// <summary>The file that a factory phone asks for first, as it is published, and the address that it should have for a phone.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Address">Where phones fetch it.</param>
/// <param name="Rule">Where it sends them.</param>
internal sealed record BootstrapFile(string Path, Uri Address, Uri Rule)
{
    /// <summary>Whether it sends them for a key first.</summary>
    public bool FetchesKeys => KeyFile.ProfileOf(Rule.AbsolutePath.TrimStart('/')) is not null;

    /// <summary>One of those that are published; null: nothing is yet.</summary>
    public static BootstrapFile? TryFind(string servedDirectory)
    {
        if (!Directory.Exists(servedDirectory))
        {
            return null;
        }

        foreach (var model in PhoneModel.All.Where(m => m.BootstrapFile.Length > 0).DistinctBy(m => m.BootstrapFile, StringComparer.Ordinal))
        {
            var path = System.IO.Path.Combine(servedDirectory, model.BootstrapFile);
            if (File.Exists(path) && RuleOf(path, DeviceFamilies.Of(model)) is { } rule && Uri.TryCreate(rule, UriKind.Absolute, out var target) && Uri.TryCreate(Base(servedDirectory, rule) + "/" + System.IO.Path.GetFileName(path), UriKind.Absolute, out var address))
            {
                return new BootstrapFile(path, address, target);
            }
        }

        return null;
    }

    /// <summary>A rule without its options.</summary>
    public static string AddressIn(string rule) => rule.StartsWith('[') ? rule[(rule.IndexOf(']', StringComparison.Ordinal) + 1)..].TrimStart() : rule;

    /// <summary>Null: another's file of that name.</summary>
    private static string? RuleOf(string path, DeviceFamily family) =>
        family.ReadElements(File.ReadAllBytes(path)).TryGetValue(family.AddressElements[0], out var rule) ? AddressIn(rule) : null;

    /// <summary>The rule names a profile below the served root: what the root has no directory for is the address's own.</summary>
    private static string Base(string servedDirectory, string rule)
    {
        var folder = rule[..Math.Max(0, rule.LastIndexOf('/'))];
        var end = folder.LastIndexOf('/');
        while (end > "tftp://".Length && Directory.Exists(System.IO.Path.Combine(servedDirectory, folder[(end + 1)..])))
        {
            folder = folder[..end];
            end = folder.LastIndexOf('/');
        }

        return folder;
    }
}
