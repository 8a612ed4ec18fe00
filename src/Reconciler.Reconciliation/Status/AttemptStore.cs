using System.Globalization;
using System.Text.Json;
using Reconciler.Core.Diagnostics;
using Reconciler.Host.Disk;
using Reconciler.Host.Storage;

namespace Reconciler.Reconciliation.Status;

/// <summary>
/// Says of a run, before its work, that it has begun, in <c>attempt.json</c> of the state, and takes that back once its outcome is recorded: what a
/// fault, the kernel or a hung server ends is known all the same. It need not survive a loss of power, so nothing is synced.
/// </summary>
public sealed class AttemptStore(IStateStorage state, TimeProvider time)
{
    /// <summary>Longer than any fetch or activation is left to take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private const string Name = "attempt.json";

    public void Begin()
    {
        var now = time.GetUtcNow();
        var since = Read() is { } earlier && !IsRunning(earlier) ? earlier.Since : now;
        Write(new RunAttempt(now, ProcessMark.Own.Id, ProcessMark.Own.Started, BrokeOff: false, since));
    }

    /// <summary>The outcome is recorded, or the run was asked to stop.</summary>
    /// <exception cref="PublishFailedException">It cannot be taken back, and would be read as a run that broke off.</exception>
    public void End() => state.Remove(Name, Durability.Never);

    /// <summary>The run ends by a fault of the program's own, and the process may go on.</summary>
    public void BreakOff()
    {
        if (Read() is { } attempt)
        {
            Write(attempt with { BrokeOff = true });
        }
    }

    /// <summary>The run could not begin: the host lacks what it needs.</summary>
    /// <param name="why">The sentence that the caller hears.</param>
    public void Refuse(string why)
    {
        var now = time.GetUtcNow();
        Write(new RunAttempt(now, Environment.ProcessId, 0, BrokeOff: true, Read()?.Since ?? now, why));
    }

    /// <summary>Ready as the last attempt leaves it; null: it ended with an outcome, or has just begun.</summary>
    public Condition? Judge()
    {
        if (Read() is not { } attempt)
        {
            return null;
        }

        var (now, began) = (time.GetUtcNow(), attempt.Began.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        if (attempt.Fault is { } fault)
        {
            return new Condition(ConditionType.Ready, ConditionStatus.False, ConditionReasons.Faulted, $"The run of {began} ({Age(now - attempt.Began)} ago) could not begin: {fault}", attempt.Since);
        }

        if (!IsRunning(attempt))
        {
            return new Condition(
                ConditionType.Ready, ConditionStatus.False, ConditionReasons.Faulted,
                $"The run that began at {began} ({Age(now - attempt.Began)} ago) ended without an outcome: a fault of Reconciler's own, or it was killed or ran out of memory. The agent's log says more; what was published stays.",
                attempt.Since);
        }

        return now - attempt.Began < Patience ? null : new Condition(
            ConditionType.Ready, ConditionStatus.False, ConditionReasons.Stalled,
            $"The run that began at {began} has not ended in {Age(now - attempt.Began)}: the Git server, Asterisk or a disk does not answer. Restart the agent once that is mended.",
            attempt.Began);
    }

    private static bool IsRunning(RunAttempt attempt) => !attempt.BrokeOff && new ProcessMark(attempt.Process, attempt.ProcessStart).IsAlive;

    private static string Age(TimeSpan age) => age.TotalMinutes switch
    {
        < 2 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (int)age.TotalSeconds)} s"),
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalMinutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalHours} h"),
    };

    private RunAttempt? Read()
    {
        try
        {
            return state.Read(Name) is { } bytes ? JsonSerializer.Deserialize(bytes, ReconciliationJson.Readable.RunAttempt) : null;
        }
        catch (JsonException)
        {
            // Cut off by a full disk or a kill: when it was written is when it began.
            return state.StatusOf(Name) is { Written: var began } ? new RunAttempt(began, 0, 0, BrokeOff: true, began) : null;
        }
        catch (PublishFailedException)
        {
            return null;
        }
    }

    private void Write(RunAttempt attempt)
    {
        try
        {
            state.Replace(Name, JsonSerializer.SerializeToUtf8Bytes(attempt, ReconciliationJson.Readable.RunAttempt), Durability.Never);
        }
        catch (PublishFailedException)
        {
            // A state that cannot be written to is told by the run itself, which has to write there too.
        }
    }
}
