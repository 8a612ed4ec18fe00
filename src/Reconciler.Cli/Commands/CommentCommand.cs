using System.CommandLine;
using System.Globalization;
using Reconciler.Cli.Forges;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Git.Mirrors;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Cli.Commands;

/// <summary>
/// <c>comment</c>: posts what <c>plan</c> wrote. Two commands, so that the one that reads a stranger's files needs no token and no network, and the one
/// that has the token reads none of those files.
/// </summary>
internal static class CommentCommand
{
    private const string About = """
        Post a plan as the one comment of this site on a pull request, or update it.
        The token, the repository and the request come from the variables that the forge's CI sets; RECONCILER_FORGE_TOKEN names another token.
        Example: reconciler comment --forge github --file plan.md
        """;

    public static Command Create(Terminal terminal)
    {
        var folder = CommonOptions.SiteFolder();
        var name = new Option<string>("--forge") { Description = "The forge; gitea is Forgejo too.", Required = true };
        name.AcceptOnlyFromAmong([.. Forge.All.Select(f => f.Name)]);
        var file = new Option<FileInfo?>("--file") { Description = "The plan in Markdown; default: standard input.", HelpName = "plan.md" };
        var api = new Option<string?>("--api") { Description = "The address of the forge's API.", HelpName = "URL" };
        var project = new Option<string?>("--repository") { Description = "OWNER/NAME; on GitLab the project's number or path.", HelpName = "NAME" };
        var number = new Option<long?>("--number") { Description = "The pull or merge request.", HelpName = "N" };
        number.Validators.Add(result =>
        {
            // What is no number at all is refused by the option itself.
            if (result.Tokens is [{ Value: var text }] && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) && given <= 0)
            {
                result.AddError("--number counts from 1.");
            }
        });
        var dryRun = new Option<bool>("--dry-run") { Description = "Print what would be posted, and where; no token or network is used." };
        var command = new Command("comment", About) { folder, name, file, api, project, number, dryRun };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var forge = Forge.All.First(f => f.Name == parsed.GetValue(name));
            var options = new ForgeOptions(parsed.GetValue(api), parsed.GetValue(project), parsed.GetValue(number), terminal.Environment);
            var target = forge.FindTarget(options);
            var marker = StickyComment.MarkerOf(SiteOf(parsed.GetValue(folder)!));
            var text = ReadText(parsed.GetValue(file), marker, forge, terminal);
            return (int)(parsed.GetValue(dryRun)
                ? Show(target, $"{marker}\n{text}", forge, terminal)
                : await PostAsync(target, options, marker, text, forge, terminal, cancellationToken));
        });
        return command;
    }

    // In a job of its own there may be no checkout; then the folder's name is taken as it was given.
    private static string SiteOf(DirectoryInfo folder)
    {
        using var repository = folder.Exists ? LocalRepository.Discover(folder.FullName) : null;
        var path = repository?.SitePath(folder.FullName) ?? Path.GetRelativePath(".", folder.FullName);
        return path.StartsWith("..", StringComparison.Ordinal) ? folder.Name : path;
    }

    private static string ReadText(FileInfo? file, string marker, IForge forge, Terminal terminal)
    {
        var name = file?.FullName ?? "standard input";
        try
        {
            using var stream = file?.OpenRead() ?? terminal.OpenInput();
            var text = CommentText.Read(name, stream);
            CommentText.Check(name, text, marker, forge);
            return text;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The plan cannot be read: {exception.Message}");
        }
    }

    private static ExitCode Show(ForgeTarget target, string body, IForge forge, Terminal terminal)
    {
        terminal.Error.WriteLine($"Would be the comment on {forge.Title} at {target.Api}: {target.Project}, request {target.Number}.");
        terminal.Out.WriteLine(body);
        return ExitCode.Done;
    }

    private static async Task<ExitCode> PostAsync(
        ForgeTarget target, ForgeOptions options, string marker, string text, IForge forge, Terminal terminal, CancellationToken cancellationToken)
    {
        using var client = new ForgeClient(forge, target, options, terminal.Time);
        var result = await new StickyComment(forge, marker, terminal).PutAsync(client, text, cancellationToken);
        await terminal.Out.WriteLineAsync($"{result.ToString().ToLowerInvariant()}: the comment on {target.Project}, request {target.Number}");
        return ExitCode.Done;
    }
}
