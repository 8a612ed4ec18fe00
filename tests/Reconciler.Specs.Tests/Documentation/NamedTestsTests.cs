using System.Text.RegularExpressions;
using Reconciler.Testing;

namespace Reconciler.Specs.Tests.Documentation;

/// <summary>A claim whose test is gone is no claim any more.</summary>
public sealed partial class NamedTestsTests
{
    [Theory]
    [InlineData("docs/security.md", 30)]
    [InlineData("docs/reliability.md", 20)]
    [InlineData("docs/promises.md", 10)]
    public void Page_NamesTests_ThatExist(string page, int least)
    {
        var sources = Directory.EnumerateFiles(Checkout.PathOf("tests"), "*Tests.cs", SearchOption.AllDirectories).ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        var named = Names().Matches(File.ReadAllText(Checkout.PathOf(page))).Select(match => (Class: match.Groups["class"].Value, Method: match.Groups["method"].Value)).Distinct().ToList();

        Assert.True(named.Count >= least, $"{page} names {named.Count} tests only.");
        Assert.All(named, test => Assert.Contains(sources[test.Class], text => text.Contains($" {test.Method}", StringComparison.Ordinal)));
    }

    [GeneratedRegex("`(?<class>[A-Z][A-Za-z]+Tests)([.](?<method>[A-Za-z_]+))?`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Names();
}
