using System.CommandLine;
using Reconciler.Cli.Init;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Cli.Commands;

/// <summary><c>init</c>: a new repository that validates, with the schemas for editors and files for the pull-request check.</summary>
internal static class InitCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Where to make it; must be empty or not exist." };
        CommonOptions.RefuseWhatIsNoFolder(folder);
        var command = new Command("init", "Make a new repository of phones and extensions.\nExample: reconciler init phones") { folder };
        command.SetAction(parsed =>
        {
            var directory = parsed.GetValue(folder)!;
            if (directory.Exists && UserFiles.Make(directory.FullName, () => directory.EnumerateFileSystemInfos().Any()))
            {
                throw new UsageException($"{directory.FullName} is not empty; name a new folder.");
            }

            var files = UserFiles.Make(directory.FullName, () => NewRepository.Write(directory.FullName));
            terminal.Out.WriteLine($"{DiagnosticPrinter.Count(files, "file")} in {directory.FullName}");
            var path = Quoted(Path.GetRelativePath(".", directory.FullName));
            terminal.Out.WriteLine($"Edit site.yaml first, then: reconciler validate {path} && git -C {path} add . && git -C {path} commit");
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static string Quoted(string path) => path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_') ? path : "'" + path.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
