using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Planning;
using Reconciler.Testing;
using Reconciler.Testing.Servers;

namespace Reconciler.Cli.Tests.Checks;

/// <summary>The step of a CI file that brings in the program, run against a server that has a release's files.</summary>
public sealed class CheckInstallTests : IDisposable
{
    private const string Program = "#!/bin/sh\necho installed\n";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string FileName => $"reconciler-{PlanDocument.ThisVersion}-linux-x64";

    public static TheoryData<string> Workflows => [CheckWorkflow.GitHub, CheckWorkflow.Gitea];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Workflows))]
    public async Task Install_PutsTheReleasesProgramOnThePath(string file)
    {
        await using var server = await ReleaseAsync(Program);

        var result = await RunAsync(file, server);

        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        var folder = (await File.ReadAllTextAsync(_folder.PathOf("path"), Token)).Trim();
        Assert.Equal("installed\n", (await Processes.RunAsync(Path.Combine(folder, "reconciler"), [], null, Token)).Output);
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public async Task Install_OfAnotherProgramThanTheReleases_Fails(string file)
    {
        await using var server = await ReleaseAsync(Program + "# tampered with\n");

        var result = await RunAsync(file, server);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("FAILED", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("path")));
    }

    /// <summary>A release whose checksum is that of the untouched program.</summary>
    private async Task<NginxServer> ReleaseAsync(string served)
    {
        _folder.OpenToEveryone();
        _folder.Write("release/" + FileName, served);
        _folder.Write("release/SHA256SUMS", $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Program)))}  {FileName}\n{new string('0', 64)}  reconciler_0.1.0_amd64.deb\n");
        return await NginxServer.StartAsync(_folder.PathOf("release"), Token);
    }

    private Task<ProcessResult> RunAsync(string file, NginxServer server)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["RUNNER_TEMP"] = _folder.MakeFolder("runner"),
            ["GITHUB_PATH"] = _folder.PathOf("path"),
            ["RECONCILER_RELEASE"] = server.Address.ToString().TrimEnd('/'),
        };
        return Processes.RunAsync(
            Requires.Tool("bash"), ["-e", "-o", "pipefail", _folder.Write("step.sh", new CheckWorkflow(file).Run("Install"))], new ProcessOptions { WorkingFolder = _folder.FullPath, Environment = environment }, Token);
    }
}
