using System.Xml;
using System.Xml.Linq;

namespace Reconciler.Agent.Doctor;

/// <summary>The file that a factory phone asks for first, as it is published, and the address that it should have for a phone.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Address">Where phones fetch it.</param>
internal sealed record BootstrapFile(string Path, Uri Address)
{
    private const string Rule = "Profile_Rule";

    /// <summary>One of those that are published; null: nothing is yet.</summary>
    public static BootstrapFile? TryFind(string servedDirectory)
    {
        if (!Directory.Exists(servedDirectory))
        {
            return null;
        }

        foreach (var path in Directory.EnumerateFiles(servedDirectory, "spa*.cfg").Order(StringComparer.Ordinal).Where(File.Exists))
        {
            if (RuleOf(path) is { } rule && Uri.TryCreate(Base(servedDirectory, rule) + "/" + System.IO.Path.GetFileName(path), UriKind.Absolute, out var address))
            {
                return new BootstrapFile(path, address);
            }
        }

        return null;
    }

    private static string? RuleOf(string path)
    {
        try
        {
            return XDocument.Load(path).Descendants(Rule).FirstOrDefault()?.Value;
        }
        catch (XmlException)
        {
            // Another's file of that name.
            return null;
        }
    }

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
