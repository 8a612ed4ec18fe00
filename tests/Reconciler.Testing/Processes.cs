using System.Diagnostics;
using System.Text;

namespace Reconciler.Testing;

/// <summary>Where and with what environment a process is started.</summary>
public sealed record ProcessOptions
{
    /// <summary>The folder it starts in; unset is the test's own.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Variables that are added to the test's own environment; a null value takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();
}

/// <summary>How a process ended, and what it wrote.</summary>
public sealed record ProcessResult(int ExitCode, string Output, string Errors);

/// <summary>Runs programs without a shell, a terminal or input.</summary>
public static class Processes
{
    /// <summary>Runs a program to its end.</summary>
    public static async Task<ProcessResult> RunAsync(
        string program, IEnumerable<string> arguments, ProcessOptions? options, CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartInfo(program, arguments, options ?? new ProcessOptions()))!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ProcessResult(process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
    }

    /// <summary>Runs a program to its end and fails, with what it wrote, unless it exits with 0; returns its standard output.</summary>
    public static async Task<string> RunSuccessfullyAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var list = arguments.ToList();
        var result = await RunAsync(program, list, null, cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"{program} {string.Join(' ', list)} ended with {result.ExitCode}:\n{result.Output}{result.Errors}");
    }

    internal static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, ProcessOptions options)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        if (options.WorkingFolder is not null)
        {
            start.WorkingDirectory = options.WorkingFolder;
        }

        foreach (var (name, value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
