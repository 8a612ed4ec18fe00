using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>Secrets of every origin, of which each is looked for in everything that the program leaves or says.</summary>
public sealed partial class SecretLeakTests : IDisposable
{
    // Unique to this run, and such as no escaping would change.
    private static readonly string Run = Guid.NewGuid().ToString("N")[..12];
    private static readonly string FromValue = "Value" + Run;
    private static readonly string FromVariable = "Variable" + Run;
    private static readonly string FromFile = "File" + Run;
    private static readonly string OfAPhone = "Phone" + Run;
    private static readonly string ValuePin = "83" + (1000 + (Run[0] * 7)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private readonly OfficeHost _host = new(
        ("extensions/secret.yaml", $$"""
            - { extension: 201, name: Derived, voicemail: { pin: { derive: 1 } } }
            - { extension: 202, name: Variable, secret: { env: CLEO } }
            - { extension: 203, name: File, secret: { file: dora } }
            - { extension: 204, name: Value, secret: { value: {{FromValue}} }, voicemail: { pin: { value: "{{ValuePin}}" } } }
            - { extension: 205, name: Rotated, secret: { derive: 2, previous: 1 } }

            """),
        ("phones/secret.yaml", $$"""
            mac: 00:25:84:00:00:09
            model: SPA504G
            keys: [201, 202, 203, 204]
            parameters: { Directory_Password: { value: {{OfAPhone}} } }

            """));

    private readonly List<(string Where, string Text)> _outputs = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public SecretLeakTests()
    {
        _host.Environment["RECONCILER_SECRET_CLEO"] = FromVariable;
        _host.WriteOwned("secrets/dora", FromFile + "\n");
        _host.WriteOwned("master.key", Run + new string('m', 40));
    }

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Host_EverySecretIsInThePublishedFilesAndNowhereElse()
    {
        await SayAsync("reconcile", "--verbose");
        await RunAgentAsync();
        await SayAsync("status");
        await SayAsync("status", "--format", "json");
        _host.Repository.Commit("Break", ("extensions/secret.yaml", $"- {{ extension: 204, nmae: x, secret: {{ value: {FromValue} }} }}\n"));
        await SayAsync("reconcile", "--verbose");
        CollectFiles();

        var published = Published();
        var secrets = Secrets(published);
        Assert.True(secrets.Count >= 12, $"{secrets.Count} secrets");
        Assert.All(secrets, secret => Assert.True(Holds(published, secret), secret));
        AssertNowhere(secrets);
    }

    [Fact]
    public async Task Review_OfARevision_HoldsNoSecretOfTheRepository()
    {
        var first = _host.Repository.Head;
        var rotated = (_host.Repository.ReadText("main", "extensions/secret.yaml") ?? "").Replace("value: " + FromValue, "value: Other" + Run, StringComparison.Ordinal);
        _host.Repository.Commit("Rotate", ("extensions/secret.yaml", rotated));
        var repository = _host.Repository.DirectoryPath;

        await SayWithoutHostAsync("validate", repository, "--rev", "main");
        await SayWithoutHostAsync("validate", repository, "--rev", "main", "--format", "json");
        await SayWithoutHostAsync("plan", repository, "--base", first, "--head", "main");
        await SayWithoutHostAsync("plan", repository, "--base", first, "--head", "main", "--format", "json");
        await SayWithoutHostAsync("render", repository, "--rev", "main", "--out", _host.PathOf("masked"));
        foreach (var subject in new[] { "002584000009", "201", "202", "203", "204", "205" })
        {
            await SayWithoutHostAsync("explain", subject, "--all", "--directory", repository, "--rev", "main");
            await SayWithoutHostAsync("explain", subject, "--format", "json", "--directory", repository, "--rev", "main");
        }

        await SayWithoutHostAsync("explain", "002584000009", "Password_4_", "--directory", repository, "--rev", "main");
        CollectFolder(_host.PathOf("masked"));

        Assert.Contains(_outputs, output => output.Text.Contains("Password_4_ = «secret:extension/204#value»", StringComparison.Ordinal));
        Assert.Contains(_outputs, output => output.Text.Contains("«secret:extension/204#value»", StringComparison.Ordinal));
        AssertNowhere([FromValue, "Other" + Run, OfAPhone, ValuePin]);
    }

    [Fact]
    public async Task Finding_BesideASecret_DoesNotEchoIt()
    {
        using var folder = new TemporaryFolder();
        folder.Write("site.yaml", OfficeFiles.Site);
        string[] broken =
        [
            "secret: CANARY", "secret: { value: CANARY, derive: x }", "secret: { value: [CANARY] }", "secret: { vlaue: CANARY }", "secret: { value: \"CANARY",
            "secret: { value: \"CANARY\\u0007\" }", "secret: { value: &a CANARY }", "secret: { value: !!str CANARY }", "secret: { value: CANARY }\n  oops: [",
            "secret: { value: CANARY, value: CANARY }", "voicemail: { pin: { value: CANARY } }", "secret: { value: CANARY }\nnmae: x",
        ];
        for (var i = 0; i < broken.Length; i++)
        {
            folder.Write($"extensions/e{i}.yaml", $"extension: {300 + i}\n{broken[i].Replace("CANARY", FromValue, StringComparison.Ordinal)}\n");
        }

        folder.Write("profiles/base.yaml", $"name: base\nparameters: {{ Admin_Passwd: {FromValue}, Admin_Password: {{ value: {{ a: {FromValue} }} }} }}\n");

        await SayWithoutHostAsync("validate", folder.FullPath);
        await SayWithoutHostAsync("validate", folder.FullPath, "--format", "json");

        Assert.All(Enumerable.Range(0, broken.Length), i => Assert.Contains($"extensions/e{i}.yaml", _outputs[0].Text, StringComparison.Ordinal));
        AssertNowhere([FromValue]);
    }

    private async Task RunAgentAsync()
    {
        await using var agent = await _host.StartAgentAsync("Nothing to do");
        var text = (_host.Repository.ReadText("main", "extensions/secret.yaml") ?? "").Replace("derive: 2, previous: 1", "derive: 3, previous: 2", StringComparison.Ordinal);
        _host.Repository.Commit("Rotate", ("extensions/secret.yaml", text));
        agent.Signal("HUP");
        await agent.SaysAsync("Published ");
        agent.Signal("TERM");
        await agent.WaitForExitAsync(Token);
        _outputs.Add(("agent", agent.Output));
    }

    private async Task SayAsync(params string[] arguments)
    {
        var program = await _host.RunAsync(arguments);
        _outputs.Add((string.Join(' ', arguments), program.Output + program.Errors));
    }

    private async Task SayWithoutHostAsync(params string[] arguments)
    {
        var program = await Shipped.RunAsync(arguments);
        _outputs.Add((string.Join(' ', arguments), program.Output + program.Errors));
    }

    // What the agent wrote, but for the published files and the objects of Git: those hold the commit, and with it what was written into it.
    private void CollectFiles()
    {
        CollectFolder(_host.PathOf("state"));
        _outputs.Add(("status.jsonl", File.ReadAllText(_host.StatusLog)));
        _outputs.Add(("agent.yaml", File.ReadAllText(_host.AgentFile)));
        foreach (var name in new[] { "status.json", "README.md" })
        {
            _outputs.Add(($"status branch: {name}", _host.Repository.ReadText(OfficeHost.StatusBranch, name)!));
        }
    }

    private void CollectFolder(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/objects/", StringComparison.Ordinal)))
        {
            _outputs.Add((file, file + "\n" + File.ReadAllText(file, Encoding.Latin1)));
        }
    }

    private string Published()
    {
        var text = new StringBuilder();
        foreach (var folder in new[] { Path.Combine(_host.Asterisk, "gens"), Path.Combine(_host.Served, ".reconciler", "tree") })
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                text.Append(File.ReadAllText(file)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Those that were given, and those that were derived, as Asterisk's own files have them.</summary>
    private static HashSet<string> Secrets(string published) =>
    [
        FromValue, FromVariable, FromFile, OfAPhone, ValuePin,
        .. Passwords().Matches(published).Select(match => match.Groups["secret"].Value),
        .. Pins().Matches(published).Select(match => match.Groups["secret"].Value),
    ];

    private void AssertNowhere(IEnumerable<string> secrets)
    {
        var found = secrets.SelectMany(secret => _outputs.Where(output => Holds(output.Text, secret)).Select(output => output.Where));
        Assert.Empty(found);
    }

    // A PIN is short: within a longer number or a commit's id it means nothing.
    private static bool Holds(string text, string secret)
    {
        for (var at = text.IndexOf(secret, StringComparison.Ordinal); at >= 0; at = text.IndexOf(secret, at + 1, StringComparison.Ordinal))
        {
            if (secret.Length > 8 || (!IsWord(text, at - 1) && !IsWord(text, at + secret.Length)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiLetterOrDigit(text[at]);

    [GeneratedRegex("^password = (?<secret>.+)$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Passwords();

    [GeneratedRegex("^[0-9]+ => -?(?<secret>[0-9]+),", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Pins();
}
