using Reconciler.Testing;

namespace Reconciler.Cli.Tests;

/// <summary>The program in a network namespace without even a loopback that is up, with no home, no variables, and a PATH of one empty folder. Needs root.</summary>
internal static class IsolatedProgram
{
    /// <summary>Runs it; fails where it leaves anything in the folder that is all it has.</summary>
    public static async Task<ProcessResult> RunAsync(params string[] arguments)
    {
        var unshare = Requires.Tool("unshare");
        Requires.Root();
        using var empty = new TemporaryFolder();
        string[] isolated = ["-n", "/usr/bin/env", "-i", $"PATH={empty.FullPath}", $"HOME={empty.FullPath}", "DOTNET_EnableDiagnostics=0"];
        var result = await Processes.RunAsync(unshare, [.. isolated, .. ShippedProgram.Command, .. arguments], null, TestContext.Current.CancellationToken);
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty.FullPath));
        return result;
    }
}
