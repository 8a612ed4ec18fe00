using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Run;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

public sealed class AttemptRunTests : IDisposable
{
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Run_ThatEndsByAFault_MakesReadyFalseUntilOneComesToItsEnd()
    {
        await _site.RunAsync();
        var run = new RunFactory(_site.Setup()).Create(followPhones: _ => throw new InvalidOperationException("a fault of the program's own"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => run.RunAsync(TestContext.Current.CancellationToken));
        _site.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(ConditionStatus.False, Ready().Status);
        Assert.Equal(ConditionReasons.Faulted, Ready().Reason);
        Assert.Contains("5 min ago", Ready().Message, StringComparison.Ordinal);
        await _site.RunAsync();
        Assert.Equal(ConditionStatus.True, Ready().Status);
    }

    [Fact]
    public async Task Run_ThatHangs_MakesReadyFalseWithItsAge()
    {
        await _site.RunAsync();
        var (begun, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        var run = new RunFactory(_site.Setup()).Create(followPhones: _ =>
        {
            begun.SetResult();
            return released.Task;
        }).RunAsync(TestContext.Current.CancellationToken);
        await begun.Task;
        Assert.Equal(ConditionStatus.True, Ready().Status);
        _site.Time.Advance(TimeSpan.FromMinutes(40));

        Assert.Equal(ConditionStatus.False, Ready().Status);
        Assert.Equal(ConditionReasons.Stalled, Ready().Reason);
        Assert.Contains("40 min", Ready().Message, StringComparison.Ordinal);
        released.SetResult();
        await run;
        Assert.Equal(ConditionStatus.True, Ready().Status);
    }

    [Theory]
    [InlineData("{\"began\":\"2026-03-01T07:00:00Z\",\"process\":2147483000,\"processStart\":1,\"brokeOff\":false,\"since\":\"2026-03-01T07:00:00Z\"}")]
    [InlineData("{\"beg")]
    public async Task Run_ThatWasKilled_MakesReadyFalse(string left)
    {
        await _site.RunAsync();
        File.WriteAllText(Path.Combine(_site.State, "attempt.json"), left);

        Assert.Equal(ConditionStatus.False, Ready().Status);
        Assert.Equal(ConditionReasons.Faulted, Ready().Reason);
        await _site.RunAsync();
        Assert.Equal(ConditionStatus.True, Ready().Status);
    }

    private Condition Ready() => StatusRecord.Of(_site.Remembered, null, new AttemptStore(_site.Storage, _site.Time).Judge()).Conditions.Single(c => c.Type == ConditionType.Ready);
}
