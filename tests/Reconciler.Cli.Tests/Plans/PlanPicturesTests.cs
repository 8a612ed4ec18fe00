using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Plans;

/// <summary>The faces that a plan writes, and the ways of calls in its Markdown.</summary>
public sealed partial class PlanPicturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Faces => _folder.PathOf("faces");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("hostile-labels")]
    [InlineData("key-moved")]
    [InlineData("console-changed")]
    [InlineData("phone-replaced-by-another-model")]
    public async Task Faces_OfACase_AreAsReviewed(string name)
    {
        using var checkout = await GoldenPlanTests.ChangedAsync(name);

        var plan = await checkout.PlanAsync("--base", "base", "--format", "markdown", "--pictures", Faces);

        Assert.Equal(0, plan.ExitCode);
        var files = Directory.GetFiles(Faces).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            GoldenFile.Matches(File.ReadAllText(file), Checkout.PathOf("tests", "Reconciler.Cli.Tests", "Plans", "Golden", name, Path.GetFileName(file)));
            Assert.DoesNotContain(XDocument.Load(file).Descendants(), e => e.Name.LocalName is "script" or "img" or "a" or "foreignObject");
            Assert.Contains($"`{Path.GetFileName(file)}`", plan.Out, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Faces_OfAProfileOfHundreds_AreAFew_AndHideNoOtherPhone()
    {
        using var checkout = await PlanCheckout.CreateAsync("floor");
        checkout.Write("profiles/floor.yaml", "name: floor\nkeys: [{ blf: 153, label: Reception }]\n");
        checkout.Edit("phones/sally.yaml", "label: Front desk", "label: Desk");

        var plan = await checkout.PlanAsync("--base", "base", "--format", "markdown", "--pictures", Faces);

        Assert.Equal(20, Directory.GetFiles(Faces).Length);
        Assert.Contains("in the folder <code>faces</code> that the check keeps: 20 of the 501 that change", plan.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Faces, "002584061157.svg")), "Sally's change is another one");
    }

    [Fact]
    public async Task Pictures_AreNoPartOfThePlan()
    {
        using var checkout = await GoldenPlanTests.ChangedAsync("route-changed");

        var with = await checkout.PlanAsync("--base", "base", "--format", "json", "--pictures", Faces);
        var without = await checkout.PlanAsync("--base", "base", "--format", "json");

        Assert.Equal(without.Out, with.Out);
        Assert.Empty(Directory.GetFiles(Faces));
        Assert.Matches("^[0-9a-f]{64}$", JsonDocument.Parse(with.Out).RootElement.GetProperty("hash").GetString()!);
    }

    [Fact]
    public async Task FolderThatHoldsSomething_IsRefused()
    {
        using var checkout = await GoldenPlanTests.ChangedAsync("key-moved");
        _folder.Write("faces/old.svg", "<svg/>");

        var plan = await checkout.PlanAsync("--base", "base", "--pictures", Faces);

        Assert.Equal(2, plan.ExitCode);
        Assert.Contains($"{Faces} is not empty", plan.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaysOfCalls_HoldNothingThatACommentCouldTakeForItsOwn()
    {
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("extensions/people.yaml", "name: Workshop", "name: \"</script>\\\"]; ``` %% --> @everyone &lt; \\u202Ex\"");
        checkout.Edit("routes/itsp1.yaml", "157, 158", "157");

        var plan = await checkout.PlanAsync("--base", "base", "--format", "markdown");

        var charts = Chart().Matches(plan.Out).Select(m => m.Groups["text"].Value).ToList();
        Assert.Contains(charts, c => c.Contains("＜/script＞", StringComparison.Ordinal));
        Assert.All(charts.SelectMany(c => c.Split('\n', StringSplitOptions.RemoveEmptyEntries)), line => Assert.Matches(ChartLine(), line));
    }

    [GeneratedRegex("```mermaid\n(?<text>.*?)\n```\n", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Chart();

    [GeneratedRegex("""^(flowchart TB|    direction LR|  Before ~~~ After|  subgraph (Before|After)|    n[0-9]+\["[\p{L}\p{N}！-｠“”…· .,()+/:'-]+"\](:::(new|gone))?|    n[0-9]+ -->(\|nobody answers\|)? n[0-9]+|  end|  classDef [a-z]+ [a-z0-9:#, -]+)$""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ChartLine();
}
