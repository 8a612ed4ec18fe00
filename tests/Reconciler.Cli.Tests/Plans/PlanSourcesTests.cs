using System.Text.Json;
using Reconciler.Cli.Inputs;
using Reconciler.Specs.Loading;
using Reconciler.Testing;
using Reconciler.Testing.Fleets;

namespace Reconciler.Cli.Tests.Plans;

/// <summary>Which revisions <c>plan</c> compares, and what it says where it cannot.</summary>
public sealed class PlanSourcesTests
{
    [Fact]
    public async Task Base_NotGiven_IsWhereTheBranchLeftMain()
    {
        using var checkout = await PlanCheckout.CreateAsync();
        await checkout.GitAsync("checkout", "-q", "-b", "topic");
        checkout.Edit("phones/sally.yaml", "Front desk", "Desk");
        await checkout.CommitAsync("On the topic");
        await checkout.GitAsync("checkout", "-q", "main");
        checkout.Edit("phones/fred.yaml", "Fred 151", "On main");
        await checkout.CommitAsync("On main");
        await checkout.GitAsync("checkout", "-q", "topic");

        var plan = await checkout.PlanAsync();

        Assert.Contains("from the merge base with main (", plan.Out, StringComparison.Ordinal);
        Assert.Contains("Sally's phone", plan.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("On main", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Base_NotGivenInAClone_IsTheServersDefaultBranch()
    {
        using var checkout = await PlanCheckout.CreateAsync();
        using var clones = new TemporaryFolder();
        await checkout.GitAsync("clone", "-q", checkout.Root, clones.PathOf("clone"));

        var plan = await PlanRun.OfAsync(["plan", clones.PathOf("clone")]);

        Assert.Contains("the merge base with origin/main", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Base_WithTheFoldersFiles_IsParsedOnlyWhereItDiffers()
    {
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("phones/sally.yaml", "Front desk", "Desk");
        using var sources = PlanSources.Open(new DirectoryInfo(checkout.Site), "base", null);
        var loader = new SpecLoader(new SpecCache());
        var files = loader.Load(sources.HeadTree).ParsedFiles;

        var ofBase = loader.Load(sources.BaseTree).ParsedFiles;

        Assert.True(files > 1, $"{files} files");
        Assert.Equal(1, ofBase);
    }

    [Fact]
    public async Task Head_Given_IsReadFromTheCommitAndNotFromTheFolder()
    {
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("phones/sally.yaml", "Front desk", "Committed");
        await checkout.CommitAsync("A label");
        checkout.Edit("phones/sally.yaml", "Committed", "Uncommitted");

        var plan = await checkout.PlanAsync("--base", "base", "--head", "HEAD");

        Assert.Contains("\"Committed\" in place of \"Front desk\"", plan.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Uncommitted", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hash_OfTheSameChange_IsTheSameCommittedAndNot()
    {
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("phones/sally.yaml", "Front desk", "Desk");
        var before = await HashAsync(checkout, "--base", "base");
        await checkout.CommitAsync("A label");

        Assert.Equal(before, await HashAsync(checkout, "--base", "base", "--head", "HEAD"));
    }

    [Fact]
    public async Task Trailer_InACommitOfAMergedBranch_AllowsThePlan()
    {
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("site.yaml", "name: office", "name: branch");
        var hash = await HashAsync(checkout, "--base", "base");
        await checkout.GitAsync("checkout", "-q", "-b", "topic");
        await checkout.CommitAsync($"Rename the site\n\nAllow-Plan: {hash}");
        await checkout.GitAsync("checkout", "-q", "main");
        await checkout.GitAsync("merge", "-q", "--no-ff", "-m", "Merge", "topic");

        var plan = await checkout.PlanAsync("--base", "base", "--head", "HEAD", "--exit-code");

        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("overruled by the trailer in commit", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annotations_OfASiteInASubfolder_NameFilesFromTheTopOfTheRepository()
    {
        using var checkout = await PlanCheckout.CreateAsync(siteFolder: "sites/hq");
        checkout.Edit("phones/fred.yaml", "line: 152", "line: 125");

        var plan = await checkout.PlanAsync("--base", "base", "--format", "github");

        Assert.Equal(3, plan.ExitCode);
        Assert.StartsWith("::error file=sites/hq/phones/fred.yaml,line=8,col=11,title=REC035::", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_AnUnknownRevision()
    {
        using var checkout = await PlanCheckout.CreateAsync();

        Rejected(await checkout.PlanAsync("--base", "no-such-branch"), "There is no revision 'no-such-branch'");
        Rejected(await checkout.PlanAsync("--head", "feedc0de"), "There is no revision 'feedc0de'");
    }

    [Fact]
    public async Task Rejects_AFolderOutsideARepository()
    {
        using var folder = new TemporaryFolder();

        Rejected(await PlanRun.OfAsync(["plan", folder.FullPath]), "is in no Git repository");
        Rejected(await PlanRun.OfAsync(["plan", folder.PathOf("nowhere")]), "There is no folder");
    }

    [Fact]
    public async Task Rejects_ARepositoryWithoutACommit()
    {
        using var folder = new TemporaryFolder();
        await Processes.RunSuccessfullyAsync(Requires.Tool("git"), ["init", "-q", folder.FullPath], TestContext.Current.CancellationToken);

        Rejected(await PlanRun.OfAsync(["plan", folder.FullPath]), "has no commit yet");
    }

    [Fact]
    public async Task Rejects_ARepositoryWithoutADefaultBranch()
    {
        using var checkout = await PlanCheckout.CreateAsync();
        await checkout.GitAsync("branch", "-m", "main", "trunk");

        Rejected(await checkout.PlanAsync(), "no origin/HEAD, main or master");
    }

    [Fact]
    public async Task Rejects_AShallowCloneWithoutTheMergeBase()
    {
        using var checkout = await PlanCheckout.CreateAsync();
        await checkout.GitAsync("checkout", "-q", "-b", "topic");
        await checkout.CommitAsync("One");
        await checkout.CommitAsync("Two");
        await checkout.GitAsync("checkout", "-q", "main");
        await checkout.CommitAsync("Three");
        using var clones = new TemporaryFolder();
        await checkout.GitAsync("clone", "-q", "--depth", "1", "--no-single-branch", "-b", "topic", $"file://{checkout.Root}", clones.PathOf("clone"));

        Rejected(await PlanRun.OfAsync(["plan", clones.PathOf("clone")]), "This shallow clone does not reach back");
    }

    private static void Rejected(PlanRun plan, string sentence)
    {
        Assert.Equal((2, ""), (plan.ExitCode, plan.Out));
        Assert.Contains(sentence, plan.Error, StringComparison.Ordinal);
        Assert.Equal(1, plan.Error.Count(c => c == '\n'));
    }

    private static async Task<string> HashAsync(PlanCheckout checkout, params string[] args)
    {
        using var json = JsonDocument.Parse((await checkout.PlanAsync([.. args, "--format", "json"])).Out);
        return json.RootElement.GetProperty("hash").GetString()!;
    }
}
