using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Reconciler.Testing;

namespace Reconciler.Architecture.Tests;

/// <summary>THIRD-PARTY-NOTICES names every package that the program ships with, as its lock file and the packages themselves have it.</summary>
public sealed class ThirdPartyNoticesTests
{
    private const string LockFile = "src/Reconciler.Cli/packages.lock.json";

    /// <summary>Of the build alone: nothing of them is shipped.</summary>
    private static readonly string[] BuildOnly = ["Meziantou.Analyzer", "Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    [Fact]
    public void Notices_AreThoseOfTheShippedPackages()
    {
        var text = new StringBuilder("Third-party notices\n===================\n\nThe packages that Reconciler ships with. packaging/third-party-notices writes this file.\n");
        text.Append("Published for a platform, it also holds the .NET runtime (MIT, .NET Foundation and contributors).\n");
        foreach (var (name, version) in Packages())
        {
            Describe(name, version, text);
        }

        GoldenFile.Matches(text.ToString(), Checkout.PathOf("THIRD-PARTY-NOTICES"));
    }

    private static IEnumerable<(string Name, string Version)> Packages()
    {
        using var file = JsonDocument.Parse(SourceFiles.Read(LockFile));
        return
        [
            .. from framework in file.RootElement.GetProperty("dependencies").EnumerateObject()
               from package in framework.Value.EnumerateObject()
               where package.Value.GetProperty("type").GetString() != "Project" && !BuildOnly.Contains(package.Name)
               group package.Value.GetProperty("resolved").GetString()! by package.Name into versions
               orderby versions.Key
               select (versions.Key, versions.First()),
        ];
    }

    private static void Describe(string name, string version, StringBuilder text)
    {
        var folder = Path.Combine(Cache(), name.ToLowerInvariant(), version);
        var metadata = XDocument.Load(Path.Combine(folder, name.ToLowerInvariant() + ".nuspec")).Root!.Elements().First(e => e.Name.LocalName == "metadata");
        var licence = Element(metadata, "license");
        text.Append('\n').Append(name).Append(' ').Append(version).Append('\n');
        Line(text, "authors", Element(metadata, "authors")?.Value);
        Line(text, "copyright", Element(metadata, "copyright")?.Value);
        if (licence?.Attribute("type")?.Value == "file")
        {
            Line(text, "licence", "as follows");
            foreach (var line in File.ReadLines(Path.Combine(folder, licence.Value)))
            {
                text.Append(("    " + line).TrimEnd()).Append('\n');
            }
        }
        else
        {
            Line(text, "licence", licence?.Value ?? Element(metadata, "licenseUrl")?.Value);
        }
    }

    private static XElement? Element(XElement metadata, string name) => metadata.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static void Line(StringBuilder text, string what, string? value)
    {
        if (value is not null)
        {
            text.Append("  ").Append(what).Append(": ").Append(value.Trim()).Append('\n');
        }
    }

    private static string Cache() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
