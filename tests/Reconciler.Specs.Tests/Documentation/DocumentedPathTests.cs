using System.Text.RegularExpressions;

using Reconciler.Testing;
namespace Reconciler.Specs.Tests.Documentation;

/// <summary>What the documentation sends its readers to is there.</summary>
public sealed partial class DocumentedPathTests
{
    [Theory]
    [InlineData("CONTRIBUTING.md", 15)]
    [InlineData("docs/promises.md", 6)]
    [InlineData("docs/where.md", 15)]
    [InlineData("docs/architecture.md", 4)]
    public void Page_NamesFilesOfTheCheckout_ThatExist(string page, int least)
    {
        var named = CheckoutPaths().Matches(File.ReadAllText(Path.Combine(Checkout.Root, page))).Select(match => match.Groups["path"].Value).ToList();

        Assert.True(named.Count >= least, $"{page} names {named.Count} files only.");
        Assert.All(named, path => Assert.True(Path.Exists(Path.Combine(Checkout.Root, path)), $"{page} names {path}, which is not there."));
    }

    [Fact]
    public void EveryPage_NamesOnlyFilesOfTheCheckout_ThatExist()
    {
        string[] pages = ["README.md", .. Directory.EnumerateFiles(Checkout.PathOf("docs"), "*.md", SearchOption.AllDirectories)];
        var missing = pages.SelectMany(page => CheckoutPaths().Matches(File.ReadAllText(Checkout.PathOf(page))).Select(match => match.Groups["path"].Value))
            .Where(path => !Path.Exists(Checkout.PathOf(path)));

        Assert.Empty(missing);
    }

    [Fact]
    public void Page_LinksToOtherPages_ThatExist()
    {
        string[] pages = ["README.md", .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories)];
        var broken = pages.Select(page => Path.Combine(Checkout.Root, page))
            .SelectMany(page => Links().Matches(File.ReadAllText(page)).Select(link => Path.Combine(Path.GetDirectoryName(page)!, link.Groups["path"].Value)))
            .Where(path => !Path.Exists(path));

        Assert.Empty(broken);
    }

    [GeneratedRegex(@"`(?<path>(src|tests|schema|docs|packaging|example-repo)/[A-Za-z0-9_./-]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CheckoutPaths();

    [GeneratedRegex(@"\]\((?![a-z]+:)(?<path>[A-Za-z0-9_./-]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Links();
}
