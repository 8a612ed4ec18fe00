using System.Net;
using System.Net.Http.Json;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Web.Tests.Api;

public sealed class ActionTests : OfficeOnTheWeb
{
    private Controls Controls => Office.Site.Controls;

    private protected override async Task<HttpClient> StartAsync()
    {
        await Office.StartAsync($"listen: \"127.0.0.1:0\", actTokenFile: {Office.Secret("act", WebOffice.ActToken)}");
        return Office.Client(WebOffice.ActToken);
    }

    [Fact]
    public async Task Sync_RunsAtOnce()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("sync"));

        await Office.Runs.NextAsync();
    }

    [Fact]
    public async Task Approve_LeavesTheHash_AndRefusesWhatIsNone()
    {
        var hash = new string('a', 64);

        Assert.Equal(HttpStatusCode.OK, await PostAsync("approve", new { hash }));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync("approve", new { hash = "b" }));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync("approve"));
        Assert.Equal([hash], Controls.ReadLines(Control.Approve));
    }

    [Fact]
    public async Task Suspend_KeepsItsReasonOnOneLine_AndResumeEndsIt()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("suspend", new { reason = "PBX\nupgrade" }));
        Assert.Equal("PBX upgrade", Controls.Read(Control.Suspend));

        Assert.Equal(HttpStatusCode.OK, await PostAsync("resume"));

        Assert.Null(Controls.Read(Control.Suspend));
    }

    [Fact]
    public async Task Rollback_TakesACommitThatWasFetched_AndNoOther()
    {
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync("rollback", new { commit = "HEAD" }));
        await Office.Site.RunAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync("rollback", new { commit = Office.Site.Repository.Head }));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync("rollback", new { commit = new string('0', 40) }));
        Assert.Equal(Office.Site.Repository.Head, Controls.Read(Control.Rollback));
    }

    [Fact]
    public async Task Retry_AndAbort_AreTheCommands()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("retry"));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync("abort"));

        Assert.NotNull(Controls.Read(Control.Retry));
        Assert.Null(Controls.Read(Control.Rollout));
    }

    [Fact]
    public async Task Body_ThatIsNoJson_IsRefused()
    {
        var answer = await Http.PostAsync("api/suspend", new StringContent("{", null, "application/json"), Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<HttpStatusCode> PostAsync(string verb, object? body = null) =>
        (await Http.PostAsync($"api/{verb}", body is null ? null : JsonContent.Create(body), Token)).StatusCode;
}
