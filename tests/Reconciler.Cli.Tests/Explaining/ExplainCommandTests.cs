using Reconciler.Cli.Tests.Plans;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Explaining;

public sealed class ExplainCommandTests
{
    private const string Fred = "00:25:84:06:11:56";

    [Fact]
    public async Task Line_ThatIsNotCommitted_SaysSo()
    {
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("phones/fred.yaml", "Fred 151", "Fred's line");

        var changed = await ExplainAsync(checkout, Fred, "Short_Name_1_");
        var committed = await ExplainAsync(checkout, Fred, "User_ID_1_");

        Assert.Contains("Short_Name_1_ = Fred's line\n", changed.Out, StringComparison.Ordinal);
        Assert.Contains("not committed yet", changed.Out, StringComparison.Ordinal);
        Assert.Contains($"{(await checkout.GitAsync("rev-parse", "HEAD"))[..10]}", committed.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("not committed yet", committed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revision_Given_IsExplainedInPlaceOfTheFiles()
    {
        using var checkout = await PlanCheckout.CreateAsync(siteFolder: "sites/hq");
        checkout.Edit("phones/fred.yaml", "Fred 151", "Changed");

        var explained = await ExplainAsync(checkout, Fred, "Short_Name_1_", "--rev", "base");

        Assert.Contains("Short_Name_1_ = Fred 151\n", explained.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("not committed yet", explained.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_InNoRepository_IsExplainedWithoutCommitsAndSaysSoOnce()
    {
        using var folder = new TemporaryFolder();
        folder.Write("site.yaml", OfficeFiles.Site);
        folder.Write("extensions/people.yaml", OfficeFiles.Extensions);

        var text = await Program.RunAsync("explain", "151", "-d", folder.FullPath);
        var json = await Program.RunAsync("explain", "151", "-d", folder.FullPath, "--format", "json");

        Assert.Equal((0, 0), (text.ExitCode, json.ExitCode));
        Assert.Equal($"No commits are shown: {folder.FullPath} is in no Git repository.\n", text.Error);
        Assert.Contains("extensions/people.yaml:1:", text.Out, StringComparison.Ordinal);
        Assert.Contains("\"missingHistory\": \"No commits are shown", json.Out, StringComparison.Ordinal);
        await GoldenExplanationTests.MatchesSchemaAsync(json.Out);
    }

    [Theory]
    [InlineData("There is no phone, extension, ring group or inbound number '15l'. Did you mean \"151\"?", "15l")]
    [InlineData("There is no phone, extension, ring group or inbound number '00:25:84:06:11:65'. Did you mean \"002584061156\"?", "00:25:84:06:11:65")]
    [InlineData("Nothing that '002584061156' gets is called 'Staton_Name'. Did you mean \"Station_Name\"?", "002584061156", "Staton_Name")]
    [InlineData("Nothing that '002584061156' gets is called 'User_Password'. The profile does not mention it, so the phone keeps what it has.", "002584061156", "User_Password")]
    [InlineData("Nothing that '600' gets is called 'context'. Only phones and extensions have parameters.", "600", "context")]
    [InlineData("There is no revision 'nowhere' in ", "151", "--rev", "nowhere")]
    public async Task Question_ThatHasNoAnswer_IsOneSentenceAndExitCode2(string sentence, params string[] question)
    {
        using var checkout = await PlanCheckout.CreateAsync();

        var explained = await ExplainAsync(checkout, question);

        Assert.Equal((2, ""), (explained.ExitCode, explained.Out));
        Assert.StartsWith($"reconciler: {sentence}", explained.Error, StringComparison.Ordinal);
        Assert.Single(explained.Error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task Explain_WithoutNetworkKeyAndPrograms_SaysTheSame(string format)
    {
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("phones/fred.yaml", "Fred 151", "Fred");
        string[] question = [Fred, "--all", "--format", format];
        var expected = await ExplainAsync(checkout, question);

        var alone = await IsolatedProgram.RunAsync(["explain", .. question, "--directory", checkout.Site]);

        Assert.Equal(0, alone.ExitCode);
        Assert.Equal(expected.Out, alone.Output);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("site.yaml")]
    public async Task Directory_ThatIsNoFolder_IsExitCode2(string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("site.yaml", OfficeFiles.Site);

        var explained = await Program.RunAsync("explain", "151", "--directory", folder.PathOf(name));

        Assert.Equal(2, explained.ExitCode);
        Assert.StartsWith($"reconciler: There is no folder {folder.PathOf(name)};", explained.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Specs_ThatAreInvalid_AreExitCode3WithTheFindings()
    {
        using var checkout = await PlanCheckout.CreateAsync("broken");

        var text = await ExplainAsync(checkout, "151");
        var json = await ExplainAsync(checkout, "151", "--format", "json");

        Assert.Equal((3, "", 3), (text.ExitCode, text.Out, json.ExitCode));
        Assert.Contains("extensions/people.yaml:", text.Error, StringComparison.Ordinal);
        Assert.Contains("invalid: 1 error, ", text.Error, StringComparison.Ordinal);
        Assert.Contains("\"result\": \"invalid\"", json.Out, StringComparison.Ordinal);
        await GoldenExplanationTests.MatchesSchemaAsync(json.Out);
    }

    [Fact]
    public async Task Texts_ThatWouldMislead_AreWrittenLegibly()
    {
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("phones/fred.yaml", "Fred 151", "\"a\u202eb\"");
        await checkout.GitAsync("-c", "user.name=Eve\u202ee", "commit", "-qam", "Hide \u202e this");

        var explained = await ExplainAsync(checkout, Fred, "Short_Name_1_");

        Assert.Equal(0, explained.ExitCode);
        Assert.DoesNotContain("\u202e", explained.Out, StringComparison.Ordinal);
        Assert.Contains("a\\u202Eb", explained.Out, StringComparison.Ordinal);
        Assert.Contains("Eve\\u202Ee", explained.Out, StringComparison.Ordinal);
    }

    private static Task<Program> ExplainAsync(PlanCheckout checkout, params string[] question) => Program.RunAsync(["explain", .. question, "--directory", checkout.Site]);
}
