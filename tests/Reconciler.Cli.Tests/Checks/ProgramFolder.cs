using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Checks;

/// <summary>A folder for PATH that holds the program as <c>reconciler</c>, and an environment for Git without a user's settings.</summary>
internal sealed class ProgramFolder : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly TemporaryFolder _folder = new();

    public ProgramFolder()
    {
        var script = _folder.Write("bin/reconciler", $"#!/bin/sh\nexec {string.Join(' ', Shipped.Command.Select(Quoted))} \"$@\"\n");
        File.SetUnixFileMode(script, Executable);
    }

    /// <summary>The program itself.</summary>
    public string Program => _folder.PathOf("bin", "reconciler");

    /// <summary>What a user's shell would give to Git and its hooks.</summary>
    public Dictionary<string, string?> Environment => new(StringComparer.Ordinal)
    {
        ["PATH"] = $"{_folder.PathOf("bin")}:{System.Environment.GetEnvironmentVariable("PATH")}",
        ["HOME"] = _folder.FullPath,
        ["TMPDIR"] = _folder.MakeFolder("tmp"),
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_AUTHOR_NAME"] = "Ada",
        ["GIT_AUTHOR_EMAIL"] = "ada@example.com",
        ["GIT_COMMITTER_NAME"] = "Ada",
        ["GIT_COMMITTER_EMAIL"] = "ada@example.com",
    };

    /// <summary>What the hooks left behind.</summary>
    public IEnumerable<string> Leftovers => Directory.EnumerateFileSystemEntries(_folder.MakeFolder("tmp")).Where(e => !Path.GetFileName(e).StartsWith("clr-", StringComparison.Ordinal)
        && !Path.GetFileName(e).StartsWith("dotnet-", StringComparison.Ordinal));

    /// <summary>Runs Git, in a folder.</summary>
    public Task<ProcessResult> GitAsync(string folder, params string[] arguments) => Processes.RunAsync(
        Requires.Tool("git"), arguments, new ProcessOptions { WorkingFolder = folder, Environment = Environment }, TestContext.Current.CancellationToken);

    /// <summary>Runs Git, which must not fail; its output.</summary>
    public async Task<string> MustGitAsync(string folder, params string[] arguments)
    {
        var result = await GitAsync(folder, arguments);
        Assert.True(result.ExitCode == 0, $"git {string.Join(' ', arguments)}: {result.Output}{result.Errors}");
        return result.Output.Trim();
    }

    public void Dispose() => _folder.Dispose();

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
