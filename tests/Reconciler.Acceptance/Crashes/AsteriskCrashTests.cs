using Reconciler.Acceptance.Refusals;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;

namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is killed while it applies pushes to a real Asterisk; the run that follows proves that Asterisk has the new objects.</summary>
public sealed class AsteriskCrashTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_KilledBetweenItsSteps_TheNextRunBringsAsteriskToTheNewSet()
    {
        Requires.Tool("strace");
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        using var site = new PbxSite(asterisk, "pjsip");
        await site.ReconcileAsync(0, Cancellation);
        var kills = 0;
        PushName(site, "Traced");
        var points = Selected(await site.TracedRun.FindCallsAsync(["rename", "symlink", "unlink", "fsync", "sendto"], Cancellation));

        foreach (var (point, round) in points.Select((point, index) => (point, index)))
        {
            var before = ServedFiles.Read(site.Served);
            PushName(site, $"Name{round}");
            kills += await site.TracedRun.IsKilledAsync(point, Cancellation) ? 1 : 0;
            var between = ServedFiles.Read(site.Served);
            await site.ReconcileAsync(0, Cancellation);

            between.AssertIsOneOf(before, ServedFiles.Read(site.Served), point.ToString());
            await AssertHasAsync(site, asterisk, $"Name{round}", point.ToString());
        }

        Assert.True(kills >= 8, $"{kills} kills at {points.Count} points");
        TestContext.Current.SendDiagnosticMessage($"{kills} kills at {points.Count} points");
    }

    private static void PushName(PbxSite site, string name) => site.Repository.Commit(name, [.. PbxSite.Phone(1, "label" + name, name)]);

    /// <summary>Steps of the run itself, its renames above all, and some of what it asks of Asterisk meanwhile: the parse check, the reloads, the read-back.</summary>
    private static List<DiskCall> Selected(IEnumerable<DiskCall> points) =>
    [
        .. points.Where(point => !point.Traced.Contains(".git/", StringComparison.Ordinal))
            .GroupBy(point => point.Call, StringComparer.Ordinal)
            .SelectMany(calls => calls.Where((_, index) => index % Depth.Stride(calls.Key is "rename" ? 3 : 12) == 0)),
    ];

    private static async Task AssertHasAsync(PbxSite site, AsteriskRig asterisk, string name, string point)
    {
        var status = await site.StatusAsync(Cancellation);
        Assert.True((status.Published, status.Activated) == (site.Repository.Head, site.Repository.Head), $"{point}: published {status.Published}, activated {status.Activated}");
        Assert.True(status["Ready"].Status == "True" && status["Activated"].Status == "True", $"{point}: {status["Ready"]} {status["Activated"]}");
        var endpoint = await asterisk.RunCliAsync("pjsip show endpoint 151", Cancellation);
        Assert.True(endpoint.Contains($"\"{name}\" <151>", StringComparison.Ordinal), $"{point}: {endpoint}");
    }
}
