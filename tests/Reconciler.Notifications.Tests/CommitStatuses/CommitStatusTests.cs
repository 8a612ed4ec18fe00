using Reconciler.Agent.Jobs;
using Reconciler.Core.Secrets;
using Reconciler.Notifications.Channels;
using Reconciler.Notifications.CommitStatuses;
using Reconciler.Reconciliation.Status;
using Reconciler.Specs.AgentFile;
using Reconciler.Testing;
using Reconciler.Testing.Sites;

namespace Reconciler.Notifications.Tests.CommitStatuses;

/// <summary>A real site, and a forge that takes nothing but what it documents.</summary>
public sealed class CommitStatusTests : IDisposable
{
    private const string Url = "ssh://git@git.example.com/acme/phones.git";
    private static readonly Uri Page = new("https://phones.example.com/");

    private readonly Site _site = new();
    private readonly TemporaryFolder _folder = new();
    private readonly JsonSender _sender = new();
    private readonly SiteChanges _changes = new();
    private readonly CollectingLogger<CommitStatusService> _logger = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _site.Dispose();
        _folder.Dispose();
        _sender.Dispose();
    }

    [Theory]
    [InlineData(ForgeKind.GitHub, "success", "failure")]
    [InlineData(ForgeKind.GitLab, "success", "failed")]
    [InlineData(ForgeKind.Gitea, "success", "failure")]
    [InlineData(ForgeKind.Bitbucket, "SUCCESSFUL", "FAILED")]
    public async Task Commit_ShowsWhatBecameOfIt_Once(ForgeKind forge, string success, string failure)
    {
        await using var server = await StatusServer.StartAsync(forge);
        using var service = CreateSut(server);
        await RunAsync(service);
        await RunAsync(service);
        var good = _site.Remembered.Published!.Value.Abbreviated;
        _site.Repository.Commit("Break it", ("phones/broken.yaml", $"mac: {new string('x', 300)}\n"));

        await RunAsync(service);
        await RunAsync(service);

        var taken = server.Taken.ToArray();
        Assert.Equal(2, taken.Length);
        Assert.Equal($"{good}|reconciler/office|{success}|Served, and Asterisk runs it.|https://phones.example.com/", taken[0]);
        Assert.StartsWith($"{_site.Remembered.Observed!.Value.Abbreviated}|reconciler/office|{failure}|", taken[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approval_ThatIsMissing_IsPending()
    {
        await using var server = await StatusServer.StartAsync(ForgeKind.GitHub);
        using var service = CreateSut(server);
        await RunAsync(service);
        _site.Key = [.. _site.Key.Reverse()];
        _site.Repository.Commit("Rename", ("site.yaml", SmallOffice.Site + "\n# by hand\n"));

        await RunAsync(service);

        Assert.Contains("|pending|", server.Taken.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_ShowsNothingAgain()
    {
        await using var server = await StatusServer.StartAsync(ForgeKind.Gitea);
        using (var service = CreateSut(server))
        {
            await RunAsync(service);
        }

        using var second = CreateSut(server);
        await RunAsync(second);

        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task Asterisk_ThatIsAwayForAMoment_IsNoNewsOfTheCommit()
    {
        await using var server = await StatusServer.StartAsync(ForgeKind.Gitea);
        using var service = CreateSut(server);
        await RunAsync(service);
        var state = _site.Remembered;
        new StateStore(_site.Storage).Save(state with { Conditions = [.. state.Conditions.Select(c => c.Type == Core.Diagnostics.ConditionType.Activated ? c with { Status = Core.Diagnostics.ConditionStatus.False } : c)] });

        await service.UpdateAsync(Token);
        _site.Time.Advance(TimeSpan.FromMinutes(2));
        await service.UpdateAsync(Token);
        Assert.Single(server.Taken);

        _site.Time.Advance(TimeSpan.FromMinutes(2));
        await service.UpdateAsync(Token);
        Assert.Contains("|failure|", server.Taken.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "tokenFile (401)")]
    [InlineData(403, "the right to write commit statuses")]
    [InlineData(302, "redirect")]
    [InlineData(500, "answers 500")]
    public async Task Forge_ThatTakesNothing_IsLoggedOnce_AndTriedAgain(int status, string said)
    {
        await using var server = await StatusServer.StartAsync(ForgeKind.GitHub);
        using var service = CreateSut(server);
        server.Refuses = status;
        for (var i = 0; i < 10; i++)
        {
            await RunAsync(service);
        }

        Assert.InRange(server.Requests, 3, 6);
        Assert.Contains(said, Assert.Single(Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain(StatusServer.Token, Warnings[0], StringComparison.Ordinal);
        server.Refuses = 0;
        _site.Time.Advance(TimeSpan.FromHours(1));
        await RunAsync(service);
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task GitLab_ThatHasTheStateAlready_IsContent()
    {
        await using var server = await StatusServer.StartAsync(ForgeKind.GitLab);
        using var service = CreateSut(server);
        server.Refuses = 400;
        server.Says = """{"message": "Cannot transition status via :run from :running"}""";

        await RunAsync(service);
        await RunAsync(service);

        Assert.Equal(1, server.Requests);
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task Run_GoesOn_WhileTheForgeIsAway()
    {
        var settings = new CommitStatusSettings(ForgeKind.GitHub, new Uri($"http://127.0.0.1:{FreePort.Tcp()}/"), null, TokenFile());
        using var service = Create(settings);
        await service.StartAsync(Token);

        await RunAsync(service);

        Assert.NotNull(_site.Remembered.Published);
        await service.StopAsync(Token);
    }

    [Theory]
    [InlineData("https://github.com/acme/phones.git", ForgeKind.GitHub, "https://api.github.com/", "acme/phones")]
    [InlineData("ssh://git@github.example.com:2222/acme/phones", ForgeKind.GitHub, "https://github.example.com/api/v3/", "acme/phones")]
    [InlineData("https://gitlab.example.com/tel/site/phones.git", ForgeKind.GitLab, "https://gitlab.example.com/api/v4/", "tel/site/phones")]
    [InlineData("ssh://git@codeberg.org/acme/phones.git", ForgeKind.Gitea, "https://codeberg.org/api/v1/", "acme/phones")]
    [InlineData("https://bitbucket.org/acme/phones.git", ForgeKind.Bitbucket, "https://api.bitbucket.org/2.0/", "acme/phones")]
    public void Place_FollowsFromTheRepositorysUrl(string url, ForgeKind forge, string api, string project)
    {
        var target = CommitStatusTarget.Of(new CommitStatusSettings(forge, null, null, "token"), url);

        Assert.Equal(api, target.Api.AbsoluteUri);
        Assert.Equal(project, target.Project);
    }

    [Theory]
    [InlineData("/srv/git/phones.git", null)]
    [InlineData("https://git.example.com/acme/phones.git", "http://git.example.com/api/v1")]
    public void Place_ThatIsNotKnown_OrWouldTellTheTokenToAll_IsRefusedAtStart(string url, string? api) =>
        Assert.Contains("notifications.commitStatus", Assert.Throws<HostConfigurationException>(
            () => CommitStatusTarget.Of(new CommitStatusSettings(ForgeKind.Gitea, api is null ? null : new Uri(api), null, "token"), url)).Message, StringComparison.Ordinal);

    private string[] Warnings => [.. _logger.Messages.Where(m => m.StartsWith("The forge does not show", StringComparison.Ordinal))];

    private async Task RunAsync(CommitStatusService service)
    {
        _site.Time.Advance(TimeSpan.FromMinutes(5));
        await _site.RunAsync();
        await service.UpdateAsync(Token);
    }

    private string TokenFile()
    {
        var file = _folder.Write("token", "a-token\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        return file;
    }

    private CommitStatusService CreateSut(StatusServer server) => Create(server.Settings(_folder));

    private CommitStatusService Create(CommitStatusSettings settings) =>
        new(_site.Storage, CommitStatusSender.Of(settings, Url, Page, _sender), _changes, _site.Time, _logger);
}
