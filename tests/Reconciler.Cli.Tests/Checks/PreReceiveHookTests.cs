using System.Text.RegularExpressions;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Checks;

/// <summary>The server's hook, on a bare repository of real Git: what a pusher reads, and what the server takes.</summary>
public sealed partial class PreReceiveHookTests
{
    private const string Broken = "extension: 153\nnmae: Cleo\n";

    [Fact]
    public async Task InvalidSpecs_AreRefusedWithTheirPlaceInThePushersTerminal()
    {
        using var office = await PushedOffice.CreateAsync();
        var before = await office.ServerHasAsync("main");
        office.Write("extensions/cleo.yaml", Broken);

        var push = await office.CommitAndPushAsync("Add Cleo");

        Refused(push, "remote: extensions/cleo.yaml:2:1: error REC");
        Assert.Equal(before, await office.ServerHasAsync("main"));
        Assert.Empty(office.Shell.Leftovers);
    }

    [Fact]
    public async Task ValidSpecs_ArePushedAndTheirPlanIsShown()
    {
        using var office = await PushedOffice.CreateAsync();
        office.Write("phones/ben.yaml", OfficeFiles.Phone("00:25:84:00:00:02", 152, "Benjamin"));

        var push = await office.CommitAndPushAsync("Relabel");

        Taken(push);
        Assert.Contains("\"Benjamin\" in place of \"Ben\"", push.Errors, StringComparison.Ordinal);
        Assert.Empty(office.Shell.Leftovers);
    }

    [Fact]
    public async Task NewBranch_IsJudgedFromWhereItLeftTheDefaultOne()
    {
        using var office = await PushedOffice.CreateAsync();
        office.Write("phones/ben.yaml", OfficeFiles.Phone("00:25:84:00:00:02", 152, "Benjamin"));

        var good = await office.CommitAndPushAsync("Relabel", "HEAD:refs/heads/topic");
        office.Write("extensions/cleo.yaml", Broken);
        var bad = await office.CommitAndPushAsync("Add Cleo", "HEAD:refs/heads/other");

        Taken(good);
        Assert.Contains("\"Benjamin\" in place of \"Ben\"", good.Errors, StringComparison.Ordinal);
        Refused(bad, "remote: pre-receive: refs/heads/other is refused");
        Assert.Equal("", await office.ServerHasAsync("refs/heads/other"));
    }

    [Fact]
    public async Task DeletedBranchAndTag_Pass()
    {
        using var office = await PushedOffice.CreateAsync();
        Taken(await office.PushAsync("HEAD:refs/heads/topic"));
        office.Write("extensions/cleo.yaml", Broken);
        await office.CommitAsync("Add Cleo");
        await office.Shell.MustGitAsync(office.Clone, "tag", "-a", "-m", "Wrong, and only a tag", "v1");

        Taken(await office.PushAsync("v1"));
        Taken(await office.PushAsync(":topic"));

        Assert.Equal("", await office.ServerHasAsync("refs/heads/topic"));
        Assert.NotEqual("", await office.ServerHasAsync("refs/tags/v1"));
    }

    [Fact]
    public async Task OnePushOfTwoBranches_IsRefusedWholeForTheWrongOne()
    {
        using var office = await PushedOffice.CreateAsync();
        await office.CommitAsync("Nothing");
        await office.Shell.MustGitAsync(office.Clone, "branch", "good");
        office.Write("extensions/cleo.yaml", Broken);
        await office.CommitAsync("Add Cleo");

        var push = await office.PushAsync("good:refs/heads/good", "HEAD:refs/heads/bad");

        Refused(push, "pre-receive: refs/heads/bad is refused");
        Assert.DoesNotContain("refs/heads/good is refused", push.Errors, StringComparison.Ordinal);
        Assert.Equal("", await office.ServerHasAsync("refs/heads/good"));
    }

    [Fact]
    public async Task ChangeThatTheGuardRefuses_IsRefusedWithTheLineThatLetsItPass()
    {
        using var office = await PushedOffice.CreateAsync();
        office.Write("site.yaml", OfficeFiles.Site.Replace("name: office", "name: branch", StringComparison.Ordinal));

        var refused = await office.CommitAndPushAsync("Rename the site");

        Refused(refused, "The guard refuses this change");
        var trailer = Trailer().Match(refused.Errors).Value;
        Assert.NotEqual("", trailer);
        Taken(await office.CommitAndPushAsync($"We mean it\n\n{trailer}"));
    }

    [Fact]
    public async Task StatusBranchOfTheAgent_IsNotChecked()
    {
        using var office = await PushedOffice.CreateAsync();
        await office.Shell.MustGitAsync(office.Clone, "checkout", "-q", "--orphan", "record");
        await office.Shell.MustGitAsync(office.Clone, "rm", "-rfq", ".");

        Taken(await office.CommitAndPushAsync("Record", "HEAD:refs/heads/status/office"));
        Refused(await office.PushAsync("HEAD:refs/heads/else"), "refs/heads/else is refused");
    }

    [Fact]
    public async Task Branches_AreThoseThatAreConfigured()
    {
        using var office = await PushedOffice.CreateAsync();
        await office.ConfigureAsync("reconciler.branches", "refs/heads/main refs/heads/release/*");
        office.Write("extensions/cleo.yaml", Broken);

        Taken(await office.CommitAndPushAsync("Add Cleo", "HEAD:refs/heads/topic"));
        Refused(await office.PushAsync("HEAD:refs/heads/release/1"), "refs/heads/release/1 is refused");
        Refused(await office.PushAsync("HEAD:main"), "refs/heads/main is refused");
    }

    [Fact]
    public async Task SiteInASubfolder_IsReadThere()
    {
        using var office = await PushedOffice.CreateAsync("sites/hq");
        office.Write("extensions/cleo.yaml", Broken);

        Refused(await office.CommitAndPushAsync("Add Cleo"), "remote: extensions/cleo.yaml:2:1: error REC");
    }

    [Fact]
    public async Task AttributesAndLinksOfThePush_HideNothing()
    {
        using var office = await PushedOffice.CreateAsync();
        office.Write(".gitattributes", "*.yaml export-ignore\n");
        office.Write("extensions/cleo.yaml", Broken);

        Refused(await office.CommitAndPushAsync("Hide"), "extensions/cleo.yaml:2:1: error REC");

        office.Delete("extensions/cleo.yaml");
        File.CreateSymbolicLink(Path.Combine(office.Clone, "extensions", "passwd.yaml"), "/etc/passwd");
        var link = await office.CommitAndPushAsync("Link");
        Refused(link, "symbolic link");
        Assert.DoesNotContain("root:", link.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForcedPush_IsJudgedFromWhatWasThere()
    {
        using var office = await PushedOffice.CreateAsync();
        office.Write("phones/ben.yaml", OfficeFiles.Phone("00:25:84:00:00:02", 152, "Benjamin"));
        Taken(await office.CommitAndPushAsync("Relabel"));
        await office.Shell.MustGitAsync(office.Clone, "reset", "-q", "--hard", "HEAD~1");

        var push = await office.PushAsync("+HEAD:main");

        Taken(push);
        Assert.Contains("\"Ben\" in place of \"Benjamin\"", push.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PushIntoAForkThatBorrowsItsObjects_FindsThem()
    {
        using var office = await PushedOffice.CreateAsync();
        await office.Shell.MustGitAsync(office.Clone, "clone", "-q", "--bare", "--shared", office.Server, office.Server + "-fork");
        File.Copy(Path.Combine(office.Server, "hooks", "pre-receive"), office.Server + "-fork/hooks/pre-receive");
        office.Write("phones/ben.yaml", OfficeFiles.Phone("00:25:84:00:00:02", 152, "Benjamin"));
        await office.CommitAsync("Relabel");

        Taken(await office.Shell.GitAsync(office.Clone, "push", office.Server + "-fork", "HEAD:main"));
    }

    [Fact]
    public async Task WithoutTheProgram_NothingIsTaken()
    {
        using var office = await PushedOffice.CreateAsync();
        await office.ConfigureAsync("reconciler.program", "/nowhere/reconciler");

        Refused(await office.CommitAndPushAsync("Nothing"), "there is no program '/nowhere/reconciler' on the server");
    }

    private static void Refused(ProcessResult push, string sentence)
    {
        Assert.NotEqual(0, push.ExitCode);
        Assert.Contains("(pre-receive hook declined)", push.Errors, StringComparison.Ordinal);
        Assert.Contains(sentence, push.Errors, StringComparison.Ordinal);
    }

    private static void Taken(ProcessResult push) => Assert.True(push.ExitCode == 0, push.Errors);

    [GeneratedRegex("Allow-Plan: [0-9a-f]{64}", RegexOptions.NonBacktracking)]
    private static partial Regex Trailer();
}
