using Reconciler.Core.Policies;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>The right to push is not the right to use the trunk.</summary>
public sealed class PolicyRunTests : IDisposable
{
    private static readonly HostPolicy Trunk = new() { Include = ["outbound"], Goto = ["ivr", "queues,600,2"], Route = ["itsp1"] };

    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("routes/a.yaml", "did: \"3615551212\"\ncontext: itsp1\nring: [151]\n", "contexts: { route: [itsp1] }")]
    [InlineData("routes/a.yaml", "did: s\ncontext: from-admin\nring: [151]\n", "contexts: { route: [from-admin] }")]
    [InlineData("groups/a.yaml", "group: 600\nring: [151]\notherwise: { goto: \"outbound,19005551212,1\" }\n", "contexts: { goto: [outbound] }")]
    [InlineData("groups/a.yaml", "group: 600\nring: [151]\notherwise: { goto: \"phones,19005551212,1\" }\n", "contexts: { goto: [\"phones,19005551212,1\"] }")]
    [InlineData("site.yaml", "contexts: { lobby: { include: [outbound] } }", "contexts: { include: [outbound] }")]
    [InlineData("site.yaml", "endpoint: { message_context: outbound }", "contexts: { include: [outbound] }")]
    public async Task Nothing_OfTheAdministratorsOwn_IsGrantedUnlessAsked(string path, string content, string line)
    {
        await _site.RunAsync();
        Push(path, content);

        var refused = await _site.RunAsync();

        Assert.Equal(ExitCode.Invalid, refused.ExitCode);
        var finding = Assert.Single(refused.Diagnostics, d => d.Code == "REC106");
        Assert.Equal(path, finding.Location.File);
        Assert.Contains(line, finding.Hint, StringComparison.Ordinal);
        Assert.Contains("policy:", finding.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("routes/a.yaml", "did: \"3615551212\"\ncontext: outbound\nring: [151]\n")]
    [InlineData("groups/a.yaml", "group: 600\nring: [151]\notherwise: { goto: \"ivr,s,5\" }\n")]
    [InlineData("groups/a.yaml", "group: 600\nring: [151]\notherwise: { goto: \"outbound,19005551212,1\" }\n")]
    [InlineData("groups/a.yaml", "group: 600\nring: [151]\notherwise: { goto: \"phones,19005551212,1\" }\n")]
    [InlineData("site.yaml", "contexts: { outbound: { include: [] } }")]
    [InlineData("site.yaml", "contexts: { ivr: { include: [] }, lobby: { include: [ivr] } }")]
    public async Task Grants_ReachNoFurtherThanTheyName(string path, string content)
    {
        _site.Policy = Trunk;
        await _site.RunAsync();
        Push(path, content);

        var refused = await _site.RunAsync();

        Assert.Equal(ExitCode.Invalid, refused.ExitCode);
        Assert.Contains(refused.Diagnostics, d => d.Code == "REC106");
    }

    [Theory]
    [InlineData("routes/a.yaml", "did: \"3615551212\"\ncontext: itsp1\nring: [151]\n")]
    [InlineData("groups/a.yaml", "group: 600\nring: [151]\notherwise: { goto: \"ivr,s,1\" }\n")]
    [InlineData("groups/a.yaml", "group: 600\nring: [151]\notherwise: { goto: \"queues,600,2\" }\n")]
    [InlineData("groups/a.yaml", "group: 600\nring: [151]\notherwise: { goto: \"phones,152,1\" }\n")]
    [InlineData("site.yaml", "contexts: { phones: { include: [outbound] }, lobby: { include: [] } }")]
    public async Task Grants_AndTheSitesOwn_MayBeUsed(string path, string content)
    {
        _site.Policy = Trunk;
        Push(path, content);

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
    }

    [Fact]
    public async Task Settings_AreLimitedWhereTheHostLimitsThem()
    {
        _site.Policy = new HostPolicy { EndpointOptions = ["rtp_timeout"], Parameters = ["Ringer_Volume"], Phones = ["phones"] };
        Push("site.yaml", "endpoint: { timers: \"no\" }, contexts: { lobby: { include: [] } }");
        _site.Repository.Commit("More", ("profiles/base.yaml", SmallOffice.Profile + "\nparameters: { Ringer_Volume: \"9\", Speaker_Volume: \"9\" }\n"));

        var refused = await _site.RunAsync();

        Assert.Equal(ExitCode.Invalid, refused.ExitCode);
        Assert.Equal(["REC106", "REC107", "REC107"], refused.Diagnostics.Where(d => d.Code.StartsWith("REC10", StringComparison.Ordinal)).Select(d => d.Code).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("uri_core", false)]
    [InlineData("uri_pjsip", false)]
    [InlineData("uri_pjsip", true)]
    [InlineData("user", false)]
    public async Task Forwarding_PastTheDialplan_NeedsTheHostsWord(string method, bool isGranted)
    {
        _site.Policy = new HostPolicy { EndpointOptions = isGranted ? ["redirect_method"] : null };
        Push("site.yaml", $"endpoint: {{ redirect_method: {method} }}");

        var result = await _site.RunAsync();

        Assert.Equal(isGranted || method == "user", result.ExitCode == ExitCode.Done);
        Assert.Equal(isGranted || method == "user" ? [] : ["REC107"], result.Diagnostics.Where(d => d.Code.StartsWith("REC10", StringComparison.Ordinal)).Select(d => d.Code));
    }

    [Fact]
    public async Task Refusal_NamesEveryLineToAdd()
    {
        _site.Policy = new HostPolicy { EndpointOptions = [] };
        await _site.RunAsync();
        Push("site.yaml", "endpoint: { timers: \"no\" }, contexts: { lobby: { include: [outbound, emergency] } }");

        var refused = await _site.RunAsync();

        Assert.All(
            ["{ contexts: { include: [outbound] } }", "{ contexts: { include: [emergency] } }", "{ endpointOptions: [timers] }"],
            line => Assert.Equal(2, refused.Message.Split($"`policy: {line}`").Length));
    }

    [Fact]
    public async Task Policy_TakenBack_IsReportedThoughNothingWasPushed()
    {
        _site.Policy = Trunk;
        Push("routes/a.yaml", "did: \"3615551212\"\ncontext: itsp1\nring: [151]\n");
        await _site.RunAsync();
        _site.Policy = HostPolicy.Default;

        Assert.Equal(ExitCode.Invalid, (await _site.RunAsync()).ExitCode);
        Assert.Contains("itsp1", _site.Dialplan, StringComparison.Ordinal);
    }

    private void Push(string path, string content) => _site.Repository.Commit(
        "Push", (path, path == "site.yaml" ? SmallOffice.Site.Replace("context: phones }", $"context: phones, {content} }}", StringComparison.Ordinal) : content));
}
