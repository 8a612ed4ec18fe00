using System.Diagnostics;
using System.Text;

namespace Reconciler.Testing;

/// <summary>A child process whose output is collected, and which is killed with all its children when the test ends.</summary>
public sealed class RunningProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Lock _lock = new();
    private readonly List<(Func<string, bool> Condition, TaskCompletionSource Source)> _waiters = [];

    private RunningProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>True once it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its exit code, once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>What it has written so far, to both streams, line by line.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts a program without a terminal and with no input.</summary>
    public static RunningProcess Start(string program, IEnumerable<string> arguments, ProcessOptions? options = null)
    {
        var running = new RunningProcess(Processes.StartInfo(program, arguments, options ?? new ProcessOptions()));
        running._process.Start();
        running._process.StandardInput.Close();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Waits until its output holds a text; fails with the output when it ends before, or when the token is cancelled.</summary>
    public async Task WaitForOutputAsync(string text, CancellationToken cancellationToken)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_output.ToString().Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            _waiters.Add((output => output.Contains(text, StringComparison.Ordinal), seen));
        }

        var exited = _process.WaitForExitAsync(cancellationToken);
        var first = await Task.WhenAny(seen.Task, exited).ConfigureAwait(false);
        if (first == exited && !seen.Task.IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new InvalidOperationException($"{_process.StartInfo.FileName} ended with {ExitCode} before it said '{text}':\n{Output}");
        }
    }

    /// <summary>Waits until it has ended and all its output is there; returns the exit code. Fails with the output where it does not end.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            await _process.WaitForExitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{_process.StartInfo.FileName} did not end within {Patience.TotalMinutes} minutes:\n{Output}", exception);
        }

        return _process.ExitCode;
    }

    /// <summary>Sends a signal by its name (<c>TERM</c>, <c>HUP</c>, <c>KILL</c>) to the process itself.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start(Processes.StartInfo(Requires.Tool("kill"), ["-s", name, Id.ToString(System.Globalization.CultureInfo.InvariantCulture)], new ProcessOptions()))!;
        kill.WaitForExit();
    }

    /// <summary>Kills it and its children, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private void Append(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            _output.Append(line).Append('\n');
            var output = _waiters.Count > 0 ? _output.ToString() : string.Empty;
            _waiters.RemoveAll(waiter => waiter.Condition(output) && waiter.Source.TrySetResult());
        }
    }
}
