using Reconciler.Core.Policies;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>Asterisk joins contexts of one name: a commit that calls the administrator's outbound context its own would dial out by it.</summary>
public sealed class TakenContextTests : IDisposable
{
    private readonly Site _site = new();

    public TakenContextTests()
    {
        _site.Pbx.AdministratorsContexts.Add("longdistance");
        _site.Pbx.AdministratorsContexts.Add("from-itsp");
    }

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("context: longdistance }")]
    [InlineData("context: phones, contexts: { longdistance: { include: [] } } }")]
    public async Task Commit_ThatCallsOneItsOwn_IsNotActivated(string asterisk)
    {
        await _site.RunAsync();
        var before = _site.Dialplan;
        Push(asterisk);

        var refused = await _site.RunAsync();

        Assert.Equal(ExitCode.ActivationFailed, refused.ExitCode);
        Assert.Contains("\"longdistance\"", refused.Message, StringComparison.Ordinal);
        Assert.Contains("policy: { contexts: { phones: [", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, _site.Dialplan);
    }

    [Fact]
    public async Task FirstCommit_IsRefusedAsWell()
    {
        Push("context: longdistance }");

        Assert.Equal(ExitCode.ActivationFailed, (await _site.RunAsync()).ExitCode);
    }

    [Fact]
    public async Task Grant_ByName_LetsItThroughWithoutRetry()
    {
        Push("context: longdistance }");
        await _site.RunAsync();
        _site.Policy = new HostPolicy { Phones = ["longdistance"] };

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
    }

    [Fact]
    public async Task Context_ThatWasLiveBefore_MayGetAnAdministratorsLinesLater()
    {
        await _site.RunAsync();
        _site.Pbx.AdministratorsContexts.Add("phones");
        _site.Repository.Commit("Push", ("extensions/155.yaml", "extension: 155\ndevice: other\n"));

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
    }

    private void Push(string asterisk) => _site.Repository.Commit("Push", ("site.yaml", SmallOffice.Site.Replace("context: phones }", asterisk, StringComparison.Ordinal)));
}
