using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Run;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>What nobody committed: another key, secret or program changes nothing that is published before a person on the host says so.</summary>
public sealed class HostChangeRunTests : IDisposable
{
    private const string Anna = "002584000001";

    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task MasterKey_WithANewlineMore_IsRefusedWithItsCauseUntilApproved()
    {
        await _site.RunAsync();
        var (profile, pjsip) = (_site.Profile(Anna), Pjsip());
        _site.Key = [.. _site.Key, (byte)'\n'];

        var refused = await _site.RunAsync();

        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        Assert.Equal(RunResult.Rejected, refused.Result);
        Assert.Contains("ends in a newline", refused.Message, StringComparison.Ordinal);
        Assert.Contains("2 passwords and PINs, 2 of 2 phones' profiles and pjsip.conf", refused.Message, StringComparison.Ordinal);
        Assert.Equal(profile, _site.Profile(Anna));
        Assert.Equal(pjsip, Pjsip());
        Assert.Equal(ConditionStatus.False, Allowed().Status);
        Assert.Equal("HostChanged", Allowed().Reason);
        Assert.Equal(ConditionStatus.False, Condition(ConditionType.Ready).Status);
        Assert.Equal($"reconciler approve {refused.PlanToApprove()}", _site.Remembered.HostChange!.Command);

        _site.Controls.AddLine(Control.Approve, refused.PlanToApprove());
        var applied = await _site.RunAsync();

        Assert.Equal(ExitCode.Done, applied.ExitCode);
        Assert.Equal(2, applied.PhonesChanged);
        Assert.NotEqual(profile, _site.Profile(Anna));
        Assert.NotEqual(pjsip, Pjsip());
        Assert.Null(_site.Remembered.HostChange);
        Assert.Equal(RunResult.NoChange, (await _site.RunAsync()).Result);
    }

    [Fact]
    public async Task MasterKey_PutBack_IsAsIfNothingHadBeen()
    {
        await _site.RunAsync();
        var key = _site.Key;
        _site.Key = [.. Enumerable.Repeat((byte)9, 40)];
        Assert.Equal(ExitCode.Refused, (await _site.RunAsync()).ExitCode);
        _site.Key = key;

        Assert.Equal(RunResult.NoChange, (await _site.RunAsync()).Result);
        Assert.Equal(ConditionStatus.True, Allowed().Status);
        Assert.Null(_site.Remembered.HostChange);
    }

    [Theory]
    [InlineData("a commit")]
    [InlineData("a rollback")]
    [InlineData("a retry")]
    [InlineData("drift")]
    public async Task MasterKey_Changed_ComesInWithNothingElse(string with)
    {
        await _site.RunAsync();
        var first = _site.Repository.Head;
        _site.Repository.Commit("Rename", ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 152, "Ben B.")));
        await _site.RunAsync();
        var (profile, pjsip) = (_site.Profile(Anna), Pjsip());
        _site.Key = [.. Enumerable.Repeat((byte)9, 40)];
        switch (with)
        {
            case "a commit":
                _site.Repository.Commit("Rename", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")));
                break;
            case "a rollback":
                _site.Controls.Write(Control.Rollback, first);
                break;
            case "a retry":
                _site.Controls.Write(Control.Retry, "");
                break;
            default:
                _site.Drift = DriftMode.Heal;
                _site.Time.Advance(TimeSpan.FromHours(1));
                Overwrite(Path.Combine(_site.AsteriskDirectory, "current", "voicemail.conf"), "; by hand\n");
                break;
        }

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.Refused, outcome.ExitCode);
        Assert.Equal(profile, _site.Profile(Anna));
        Assert.Equal(pjsip, Pjsip());
    }

    [Fact]
    public async Task Secrets_OfOnePhoneInTwelve_GoLive_OfSixWait()
    {
        var (extensions, phones) = SmallOffice.Many(12);
        for (var i = 0; i < 6; i++)
        {
            var number = 300 + i;
            extensions = extensions.Replace(
                string.Create(CultureInfo.InvariantCulture, $"extension: {number} "), string.Create(CultureInfo.InvariantCulture, $"extension: {number}, secret: {{ env: P{number} }} "), StringComparison.Ordinal);
            _site.Environment[string.Create(CultureInfo.InvariantCulture, $"RECONCILER_SECRET_P{number}")] = "first-value";
        }

        _site.Repository.Commit("Many", ("extensions/many.yaml", extensions), ("phones/many.yaml", phones));
        await _site.RunAsync();

        _site.Environment["RECONCILER_SECRET_P300"] = "second-value";
        var small = await _site.RunAsync();
        foreach (var name in _site.Environment.Keys.ToList())
        {
            _site.Environment[name] = "third-value";
        }

        var large = await _site.RunAsync();

        Assert.Equal(ExitCode.Done, small.ExitCode);
        Assert.Equal(1, small.PhonesChanged);
        Assert.Contains("env:P300", small.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, large.ExitCode);
        Assert.Contains("6 passwords and PINs, 6 of 14 phones' profiles", large.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("third-value", large.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_ThatRendersOtherwise_WaitsAndNamesTheElements()
    {
        await _site.RunAsync();
        var today = _site.Profile(Anna);
        PublishAsByAnOlderProgram(text => text.Replace(">GMT+01:00<", ">GMT+02:00<", StringComparison.Ordinal));
        var older = _site.Profile(Anna);
        Assert.NotEqual(today, older);

        var refused = await _site.RunAsync();

        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        Assert.Equal(older, _site.Profile(Anna));
        Assert.Contains("This version of Reconciler renders otherwise", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Time_Zone in 2.", refused.Message, StringComparison.Ordinal);
        _site.Controls.AddLine(Control.Approve, refused.PlanToApprove());
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()) is var applied ? applied.ExitCode : default);
        Assert.Equal(2, applied.PhonesChanged);
    }

    [Fact]
    public async Task Program_ThatRendersTheSame_AsksNobody()
    {
        await _site.RunAsync();
        PublishAsByAnOlderProgram(text => text);

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()) is var run ? run.ExitCode : default);
        Assert.Equal(0, run.PhonesChanged);
    }

    [Fact]
    public async Task Foreseen_ChangedKey_IsTheSameHashAsTheRunRefuses()
    {
        await _site.RunAsync();
        Assert.Null(new RunFactory(_site.Setup()).Foresight.ForeseeHostChange());
        _site.Key = [.. Enumerable.Repeat((byte)9, 40)];

        var foreseen = new RunFactory(_site.Setup()).Foresight.ForeseeHostChange();

        Assert.Equal((await _site.RunAsync()).PlanToApprove(), foreseen!.Hash.ToString());
    }

    [Fact]
    public async Task EmergencyNumbers_TakenAwayOrChanged_NeedAnApproval()
    {
        _site.Repository.Commit("911", ("site.yaml", SmallOffice.Site + "\nemergency: [\"911\"]\n"));
        await _site.RunAsync();
        _site.Repository.Commit("112", ("site.yaml", SmallOffice.Site + "\nemergency: [\"112\"]\n"));
        var changed = await _site.RunAsync();
        _site.Repository.Commit("None", ("site.yaml", SmallOffice.Site));
        var removed = await _site.RunAsync();

        Assert.Equal(ExitCode.Refused, changed.ExitCode);
        Assert.Equal(ExitCode.Refused, removed.ExitCode);
        Assert.Contains("emergency numbers, which were \"911\", \"112\".", changed.Message, StringComparison.Ordinal);
        Assert.Contains("emergency numbers, which were \"911\", none.", removed.Message, StringComparison.Ordinal);
        Assert.Contains("911", _site.Profile(Anna), StringComparison.Ordinal);
    }

    private Condition Allowed() => Condition(ConditionType.Allowed);

    private Condition Condition(ConditionType type) => _site.Remembered.Conditions.Single(c => c.Type == type);

    private string Pjsip() => File.ReadAllText(Path.Combine(_site.AsteriskDirectory, "current", "pjsip.conf"));

    /// <summary>Leaves what another build would have: other profiles, other inputs, its name in the state.</summary>
    private void PublishAsByAnOlderProgram(Func<string, string> difference)
    {
        var manifests = new ManifestStore(_site.Storage);
        manifests.Save(Manifest.Of(manifests.Load()!.Entries.Select(entry =>
        {
            if (entry.Phone is null)
            {
                return entry with { InputDigest = default };
            }

            var path = Path.Combine(_site.Served, entry.Path);
            var text = difference(File.ReadAllText(path));
            Overwrite(path, text);
            return entry with { InputDigest = default, ContentDigest = Digest.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(text))) };
        })));
        var states = new StateStore(_site.Storage);
        var state = states.Load();
        states.Save(state with { HostInputs = default(Digest), Basis = state.Basis! with { Program = "an older one" } });
    }

    private static void Overwrite(string path, string text)
    {
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(path, text);
    }
}
