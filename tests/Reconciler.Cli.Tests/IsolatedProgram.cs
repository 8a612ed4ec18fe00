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
        string[] program = [Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : DotNet(), Path.Combine(AppContext.BaseDirectory, "reconciler.dll")];
        var result = await Processes.RunAsync(unshare, [.. isolated, .. program, .. arguments], null, TestContext.Current.CancellationToken);
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty.FullPath));
        return result;
    }

    // The runtime that runs this test.
    private static string DotNet() => Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
}
