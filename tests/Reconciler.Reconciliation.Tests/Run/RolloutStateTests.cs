using System.Text.Json.Nodes;
using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;
using Reconciler.Core.Windows;
using Reconciler.Host.Storage;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>What the state remembers of a rollout, from one process to the next and from one version to the next.</summary>
public sealed class RolloutStateTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rollout_ThatWaits_IsReadAsItWasWritten()
    {
        var waiting = Waiting();
        new StateStore(new StateDirectory(_folder.FullPath)).Save(ReconcileState.Empty with { Rollout = waiting });

        Assert.Equivalent(waiting, new StateStore(new StateDirectory(_folder.FullPath)).Load().Rollout, strict: true);
    }

    [Fact]
    public void Rollout_OfAVersionWithoutWindows_IsRead()
    {
        new StateStore(new StateDirectory(_folder.FullPath)).Save(ReconcileState.Empty with { Rollout = Waiting() });
        var file = Assert.Single(Directory.GetFiles(_folder.FullPath, "*.json"));
        var json = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        var rollout = json["rollout"]!.AsObject();
        Assert.True(rollout.Remove("windows") && rollout.Remove("waitsForWindowsOnly") && rollout.Remove("until") && rollout["groups"]![0]!.AsObject().Remove("restarts"));
        File.WriteAllText(file, json.ToJsonString());

        var read = new StateStore(new StateDirectory(_folder.FullPath)).Load().Rollout!;

        Assert.Equal(1, read.Wave);
        Assert.Empty(read.Windows);
        Assert.False(read.WaitsForWindowsOnly);
        Assert.Null(read.Until);
        Assert.False(read.Groups[0].Restarts);
    }

    private static Rollout Waiting()
    {
        Assert.True(CommitId.TryParse(new string('1', 40), out var commit));
        Assert.True(MacAddress.TryParse("002584000001", out var mac));
        return new Rollout
        {
            Commit = commit,
            Groups = [new RolloutGroup(2, null, [mac], Restarts: true)],
            Of = 2,
            Wave = 1,
            State = RolloutState.Waiting,
            Since = Now,
            Until = Now.AddHours(14),
            Message = "It waits.",
            Settle = TimeSpan.Zero,
            Deadline = TimeSpan.FromHours(1),
            RollsBack = false,
            Windows = [new Window("nights", Allows: true, "0 0 22 * * ?", TimeSpan.FromHours(6), "UTC")],
            WaitsForWindowsOnly = true,
        };
    }
}
