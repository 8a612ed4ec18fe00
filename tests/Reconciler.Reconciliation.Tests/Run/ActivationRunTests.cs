using Reconciler.Core.Diagnostics;
using Reconciler.Host.Pbx;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

public sealed class ActivationRunTests : IDisposable
{
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task ReadBack_FindsAnotherValue_RollsBackQuarantinesAndLeavesTheServedRoot()
    {
        await _site.RunAsync();
        var dialplan = _site.Dialplan;
        PushNewExtension();
        _site.Pbx.Calls.Clear();
        _site.Pbx.BadReadBacks = 1;

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.ActivationFailed, outcome.ExitCode);
        Assert.Contains("endpoint 151", outcome.Message, StringComparison.Ordinal);
        Assert.Equal("REC084", Assert.Single(outcome.Diagnostics).Code);
        Assert.Equal(["check", "reload res_pjsip pbx_config", "read-back", "reload res_pjsip pbx_config", "read-back", "check", "check"], _site.Pbx.Calls);
        Assert.Equal(dialplan, _site.Dialplan);
        Assert.Null(_site.Profile("002584000003"));
        Assert.Equal(_site.Repository.Head, _site.Remembered.Quarantined?.Commit.ToString());
    }

    [Fact]
    public async Task Quarantine_SameContentInALaterCommit_IsNotTriedUntilRetry()
    {
        await _site.RunAsync();
        PushNewExtension();
        _site.Pbx.BadReadBacks = 1;
        await _site.RunAsync();
        _site.Repository.Commit("Comment only", ("README.md", "text"));
        _site.Pbx.Calls.Clear();

        Assert.Equal(ExitCode.ActivationFailed, (await _site.RunAsync()).ExitCode);
        Assert.Empty(_site.Pbx.Calls);

        _site.Controls.Write(Control.Retry, "");
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        Assert.Null(_site.Remembered.Quarantined);
        Assert.NotNull(_site.Profile("002584000003"));
    }

    [Fact]
    public async Task Retry_WithNothingQuarantined_IsOneRunAndThenDone()
    {
        await _site.RunAsync();
        _site.Controls.Write(Control.Retry, "");

        await _site.RunAsync();

        Assert.Null(_site.Controls.Read(Control.Retry));
        Assert.Equal(RunResult.NoChange, (await _site.RunAsync()).Result);
    }

    [Fact]
    public async Task Retry_RefusedAgain_IsQuarantinedAgainAndNotTriedOnItsOwn()
    {
        await _site.RunAsync();
        PushNewExtension();
        _site.Pbx.BadReadBacks = 1;
        await _site.RunAsync();
        _site.Controls.Write(Control.Retry, "");
        _site.Pbx.BadReadBacks = 1;

        Assert.Equal(ExitCode.ActivationFailed, (await _site.RunAsync()).ExitCode);

        Assert.NotNull(_site.Remembered.Quarantined);
        _site.Pbx.Calls.Clear();
        await _site.RunAsync();
        Assert.Empty(_site.Pbx.Calls);
    }

    [Fact]
    public async Task PinsOfOtherMailboxes_ThatWouldBeLost_AreAWarningOfTheRunThatActivates()
    {
        _site.Pbx.Warnings.Add(new PbxProblem("voicemail.conf", "A PIN stays the old one.", "Add the line."));

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.Contains(outcome.Diagnostics, d => d is { Code: "REC111", Hint: "Add the line." });
    }

    [Fact]
    public async Task Syntax_Refused_NothingIsSwitchedOrReloaded()
    {
        await _site.RunAsync();
        PushNewExtension();
        _site.Pbx.Calls.Clear();
        _site.Pbx.RefusesSyntax = true;

        Assert.Equal(ExitCode.ActivationFailed, (await _site.RunAsync()).ExitCode);
        Assert.Equal(["check"], _site.Pbx.Calls);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("reload")]
    [InlineData("read-back")]
    public async Task Asterisk_GoesAwayAtAnyMoment_IsNoQuarantineAndTheNextRunTriesAgain(string moment)
    {
        await _site.RunAsync();
        var dialplan = _site.Dialplan;
        PushNewExtension();
        _site.Pbx.Unavailable[moment] = new PbxUnavailableException(PbxUnavailableReason.Unreachable, "Asterisk does not answer.");

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.ActivationFailed, outcome.ExitCode);
        Assert.True(outcome.Transient);
        Assert.Equal(dialplan, _site.Dialplan);
        Assert.Null(_site.Remembered.Quarantined);

        _site.Pbx.Unavailable.Clear();
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        Assert.NotNull(_site.Profile("002584000003"));
    }

    [Fact]
    public async Task PreviousSet_FailsToo_IsTheAdministratorsFault()
    {
        await _site.RunAsync();
        PushNewExtension();
        _site.Pbx.BadReadBacks = 2;

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.ActivationFailed, outcome.ExitCode);
        Assert.True(outcome.Transient);
        Assert.Null(_site.Remembered.Quarantined);
        Assert.Equal("AdministratorFiles", _site.Remembered.Conditions.Single(c => c.Type == ConditionType.Activated).Reason);
    }

    [Fact]
    public async Task PreviousSet_FailsAgainInTheNextRun_IsStillTheAdministratorsFault()
    {
        await _site.RunAsync();
        PushNewExtension();
        _site.Pbx.BadReadBacks = 4;

        await _site.RunAsync();
        await _site.RunAsync();

        Assert.Null(_site.Remembered.Quarantined);
        Assert.Equal("AdministratorFiles", _site.Remembered.Conditions.Single(c => c.Type == ConditionType.Activated).Reason);
    }

    [Fact]
    public async Task FirstRun_Refused_LeavesNoAsteriskGenerationLive()
    {
        _site.Pbx.BadReadBacks = 1;

        Assert.Equal(ExitCode.ActivationFailed, (await _site.RunAsync()).ExitCode);
        Assert.False(File.Exists(Path.Combine(_site.AsteriskDirectory, "current", "pjsip.conf")));
    }

    [Fact]
    public async Task LabelChange_WhileAsteriskIsDown_IsPublishedAllTheSame()
    {
        await _site.RunAsync();
        _site.Pbx.Unavailable["check"] = new PbxUnavailableException(PbxUnavailableReason.Unreachable, "Asterisk does not answer.");
        _site.Repository.Commit("Rename", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")));

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        Assert.Contains(">Anna B.<", _site.Profile("002584000001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilesOnly_ActivatedFollowsPublishedAndTheConditionIsUnknown()
    {
        _site.HasPbx = false;

        await _site.RunAsync();

        var state = _site.Remembered;
        Assert.Equal(state.Published, state.Activated);
        Assert.Equal(ConditionStatus.Unknown, state.Conditions.Single(c => c.Type == ConditionType.Activated).Status);
        Assert.Contains("exten => 151", _site.Dialplan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilesOnly_OnceAmiIsConfigured_AreLoadedAndReadBack_BeforeAsteriskIsSaidToRunThem()
    {
        _site.HasPbx = false;
        await _site.RunAsync();
        _site.HasPbx = true;
        _site.Pbx.Unavailable["reload"] = new PbxUnavailableException(PbxUnavailableReason.Unreachable, "Asterisk does not answer.");

        var unreachable = await _site.RunAsync();
        var meanwhile = _site.Remembered.Conditions.Single(c => c.Type == ConditionType.Activated).Status;
        _site.Pbx.Unavailable.Clear();
        _site.Pbx.Calls.Clear();
        var reached = await _site.RunAsync();

        Assert.Equal(ExitCode.ActivationFailed, unreachable.ExitCode);
        Assert.Equal(ConditionStatus.False, meanwhile);
        Assert.Equal(ExitCode.Done, reached.ExitCode);
        Assert.Equal(ConditionStatus.True, _site.Remembered.Conditions.Single(c => c.Type == ConditionType.Activated).Status);
        Assert.Contains("read-back", _site.Pbx.Calls);
        Assert.Contains(_site.Pbx.Calls, call => call.StartsWith("reload", StringComparison.Ordinal));
    }

    private void PushNewExtension() => _site.Repository.Commit(
        "Hire",
        ("extensions/new.yaml", "extension: 153\nname: Cleo\n"),
        ("phones/cleo.yaml", SmallOffice.Phone("00:25:84:00:00:03", 153, "Cleo")));
}
