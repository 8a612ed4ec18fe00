using System.Text;
using Reconciler.Cli.Commands;
using Reconciler.Cli.Output;

namespace Reconciler.Cli.Tests.Forges;

/// <summary>One run of <c>comment</c> in this process, for the request of a server. Whatever happens, it never says the token.</summary>
internal sealed record CommentRun(int ExitCode, string Out, string Error)
{
    public const string Plan = "## Telephones: no changes\n";

    public static async Task<CommentRun> OfAsync(
        ForgeServer server, string text = Plan, ImpatientTime? time = null, Action<Dictionary<string, string>>? with = null, params string[] args)
    {
        var environment = server.Environment;
        with?.Invoke(environment);
        return await OfAsync(["comment", "--forge", server.Forge, .. args], environment, text, time);
    }

    public static async Task<CommentRun> OfAsync(string[] args, Dictionary<string, string> environment, string text = Plan, TimeProvider? time = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error)
        {
            Environment = environment,
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(text)),
            Time = time ?? TimeProvider.System,
        };
        var code = await CommandLine.RunAsync(args, terminal, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(ForgeServer.Token, output.ToString() + error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", error.ToString(), StringComparison.Ordinal);
        return new CommentRun((int)code, output.ToString(), error.ToString());
    }
}
