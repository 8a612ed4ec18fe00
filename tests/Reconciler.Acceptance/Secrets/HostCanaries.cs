using System.Globalization;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;

namespace Reconciler.Acceptance.Secrets;

/// <summary>A secret of each kind that a host holds, all of one run and of no other, in files that the owner alone may read.</summary>
internal sealed class HostCanaries : IDisposable
{
    private static readonly string Run = Guid.NewGuid().ToString("N")[..12];
    private readonly TemporaryFolder _folder = new();

    /// <summary>The user's password at the Git server; the agent has it in its environment.</summary>
    public static string Git { get; } = "Git" + Run;

    /// <summary>What nobody would let in, tried in its place.</summary>
    public static string WrongGit { get; } = "WrongGit" + Run;

    public static string WrongAmi { get; } = "WrongAmi" + Run;

    public static string Mail { get; } = "Mail" + Run;

    /// <summary>A token is one line of at least 20 characters.</summary>
    public static string View { get; } = "View" + Run + new string('v', 20);

    /// <summary>Stands in a spec.</summary>
    public static string InSpec { get; } = "Value" + Run;

    private static string[] OfFiles => ["Act", "Hook", "Slack", "Matrix", "Sign", "Forge"];

    /// <summary>All of them, Asterisk's own among them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [AsteriskRig.AmiSecret, Git, WrongGit, WrongAmi, Mail, View, InSpec, .. OfFiles.Select(name => name + Run)];

    /// <summary>Lines of agent.yaml that need each of them.</summary>
    /// <param name="http">Where the agent's page is.</param>
    /// <param name="mail">The mail server's port, and the file with its certificate.</param>
    /// <param name="notices">Where the other channels are; whatever answers there, the agent must keep the secret.</param>
    public string AgentLines(int http, (int Port, string CaFile) mail, int notices) => string.Create(CultureInfo.InvariantCulture, $$"""
        http: { listen: "127.0.0.1:{{http}}", viewTokenFile: {{File("View", View)}}, actTokenFile: {{Token("Act")}}, webhookSecretFile: {{Token("Hook")}} }
        notifications:
          email:
            host: 127.0.0.1
            port: {{mail.Port}}
            from: reconciler@example.com
            to: [telephony@example.com]
            usernameFile: {{File("mail.user", "ada")}}
            passwordFile: {{File("Mail", Mail)}}
            caFile: {{mail.CaFile}}
          slack: { urlFile: {{File("Slack", $"http://127.0.0.1:{notices}/services/Slack{Run}")}} }
          matrix: { server: "http://127.0.0.1:{{notices}}", room: "!telephony:example.com", tokenFile: {{Token("Matrix")}} }
          webhook: { urlFile: {{File("url", $"http://127.0.0.1:{notices}/hook")}}, secretFile: {{Token("Sign")}} }
          commitStatus: { forge: gitea, api: "http://127.0.0.1:{{notices}}/api/v1", project: example/phones, tokenFile: {{Token("Forge")}} }
        """);

    /// <summary>The canaries that a text holds.</summary>
    public static IReadOnlyList<string> In(string text) => [.. All.Where(canary => text.Contains(canary, StringComparison.Ordinal))];

    public void Dispose() => _folder.Dispose();

    private string Token(string name) => File(name, name + Run + new string('t', 20));

    private string File(string name, string text)
    {
        var path = _folder.Write(name, text + "\n");
        System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
