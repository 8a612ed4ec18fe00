using System.ComponentModel;
using System.Diagnostics;
using Reconciler.Core.Secrets;

namespace Reconciler.Git.Signatures;

/// <summary>One of the programs that check signatures, run with nothing of the agent's environment.</summary>
public sealed class SignatureTool
{
    private static readonly string[] Places = ["/usr/bin", "/usr/local/bin", "/bin"];
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private SignatureTool(string name, string package) => (Name, Package) = (name, package);

    /// <summary>Checks SSH signatures.</summary>
    public static SignatureTool Ssh { get; } = new("ssh-keygen", "openssh-client");

    /// <summary>Checks OpenPGP signatures.</summary>
    public static SignatureTool Gpg { get; } = new("gpg", "gpg");

    public string Name { get; }

    /// <summary>The Debian package that has it.</summary>
    public string Package { get; }

    public bool IsInstalled => Find() is not null;

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Its exit code, and what it printed.</returns>
    internal async Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Find() ?? throw Missing(null))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        start.Environment["LC_ALL"] = "C";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Deadline);
        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await FeedAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            await errors;
            return (process.ExitCode, await output);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HostConfigurationException($"{Name} did not end within {Deadline.TotalSeconds} s, so no signature could be checked; run '{Name}' by hand and see what it waits for.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    // It may have seen enough before it has read all.
    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException) when (process.WaitForExit(Deadline))
        {
            // Its exit code says what it made of what it read.
        }
    }

    private string? Find() => Places.Select(place => Path.Combine(place, Name)).FirstOrDefault(File.Exists);

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw Missing(exception);
        }
    }

    private HostConfigurationException Missing(Exception? inner) =>
        new($"repository.verify needs the program {Name}, which this host does not have: install it, on Debian by 'apt install {Package}'.", inner);
}
