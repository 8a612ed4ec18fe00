using Reconciler.Testing;
using Reconciler.Testing.Servers;

namespace Reconciler.Acceptance.Packaging;

/// <summary><c>packaging/audit</c> with a feed that answers, by a real web server, what nuget.org answers.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Package_WithAKnownWeakness_FailsWithItsName()
    {
        var result = await AuditAsync("""{ "yamldotnet": [{ "url": "https://example.com/advisory", "severity": 2, "versions": "(, 999.0.0)" }] }""");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("YamlDotNet", result.Output, StringComparison.Ordinal);
        Assert.Contains("https://example.com/advisory", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_WhoseWeaknessIsMended_Passes()
    {
        var result = await AuditAsync("""{ "yamldotnet": [{ "url": "https://example.com/advisory", "severity": 3, "versions": "(, 0.0.1)" }] }""");

        Assert.Equal((0, "audited: no package that ships has a known weakness"), (result.ExitCode, result.Output.Trim()));
    }

    [Fact]
    public async Task Feed_ThatTellsOfNoWeaknesses_IsNotTakenForGood()
    {
        var result = await AuditAsync(weaknesses: null);

        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith("not audited", result.Output, StringComparison.Ordinal);
    }

    private async Task<ProcessResult> AuditAsync(string? weaknesses)
    {
        _folder.OpenToEveryone();
        var feed = _folder.MakeFolder("feed");
        await using var server = await NginxServer.StartAsync(feed, Token);
        var address = server.Address.ToString().TrimEnd('/');
        _folder.Write("feed/index.json", $$"""
            { "version": "3.0.0", "resources": [
              { "@id": "{{address}}/flat/", "@type": "PackageBaseAddress/3.0.0" }, { "@id": "{{address}}/registration/", "@type": "RegistrationsBaseUrl/3.6.0" }
              {{(weaknesses is null ? "" : $$""", { "@id": "{{address}}/weak.json", "@type": "VulnerabilityInfo/6.7.0" }""")}}
            ] }
            """);
        _folder.Write("feed/weak.json", $$"""[{ "@name": "base", "@id": "{{address}}/base.json", "@updated": "2026-01-01T00:00:00Z" }]""");
        _folder.Write("feed/base.json", weaknesses ?? "{}");
        CopyProjects();
        _folder.Write("checkout/NuGet.Config", $"""<configuration><packageSources><clear /><add key="feed" value="{address}/index.json" allowInsecureConnections="true" /></packageSources></configuration>""");
        var options = new ProcessOptions { Environment = new Dictionary<string, string?> { ["NUGET_HTTP_CACHE_PATH"] = _folder.MakeFolder("cache"), ["MSBUILDDISABLENODEREUSE"] = "1" } };
        return await Processes.RunAsync(_folder.PathOf("checkout/packaging/audit"), [], options, Token);
    }

    // What a restore reads; the packages themselves are those of this build.
    private void CopyProjects()
    {
        string[] own = ["Directory.Build.props", "Directory.Packages.props", "global.json", "packaging/audit"];
        var projects = Directory.EnumerateFiles(Checkout.PathOf("src"), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) || file.EndsWith("packages.lock.json", StringComparison.Ordinal));
        foreach (var file in own.Select(name => Checkout.PathOf(name)).Concat(projects))
        {
            var copy = _folder.PathOf(Path.Combine("checkout", Path.GetRelativePath(Checkout.Root, file)));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
