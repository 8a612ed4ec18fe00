using System.CommandLine;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;
using Reconciler.Core.Reading;
using Reconciler.Core.Rendering;
using Reconciler.Core.Secrets;
using Reconciler.Host.Secrets;
using Reconciler.Reconciliation.Status;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>render</c>: what would be published, as plain files in a folder of the user's.</summary>
internal static class RenderCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = CommonOptions.SiteFolder();
        var revision = new Option<string?>("--rev") { Description = "Render this revision instead of the files as they are.", HelpName = "REV" };
        var output = new Option<DirectoryInfo>("--out", "-o") { Description = "Where to write served/, asterisk/ and dhcp/; must be empty or not exist.", Required = true, HelpName = "DIR" };
        var key = new Option<FileInfo?>("--key") { Description = "The master key's file: render real secrets. Without it they are masked.", HelpName = "FILE" };
        var command = new Command("render", "Write what would be published.\nExample: reconciler render example-repo --out /tmp/rendered") { folder, revision, output, key };
        command.SetAction((parsed, stop) => Interruptible.RunAsync(
            () => Run(terminal, SiteSource.Open(parsed.GetValue(folder)!, parsed.GetValue(revision)), parsed.GetValue(output)!, parsed.GetValue(key), stop), stop));
        return command;
    }

    private static ExitCode Run(Terminal terminal, SiteSource opened, DirectoryInfo output, FileInfo? keyFile, CancellationToken cancellationToken)
    {
        using var source = opened;
        if (output.Exists && UserFiles.Make(output.FullName, () => output.EnumerateFileSystemInfos().Any()))
        {
            throw new UsageException($"{output.FullName} is not empty; name a folder that is, so that nothing stale is left among the new files.");
        }

        var reading = new FleetReader(new SpecLoader(), new QuartzWindowClock()).ReadUntilStopped(source.Tree, source.Commit, cancellationToken);
        DiagnosticPrinter.Print(terminal.Error, reading.Diagnostics, terminal.HasColour);
        if (!reading.IsValid)
        {
            terminal.Error.WriteLine($"invalid: {DiagnosticPrinter.Counts(reading.Diagnostics)}; nothing was written.");
            return ExitCode.Invalid;
        }

        var renderer = Renderer(terminal, reading.Fleet, keyFile);
        var artifacts = renderer.Render(EffectiveFleet.Of(reading.Fleet)).Artifacts;
        var count = UserFiles.Make(output.FullName, () => WriteAll(output, artifacts, withSecrets: keyFile is not null));
        terminal.Out.WriteLine($"{DiagnosticPrinter.Count(count, "file")} in {output.FullName}{(keyFile is null ? ", secrets masked" : ", secrets in clear text")}");
        return ExitCode.Done;
    }

    private static FleetRenderer Renderer(Terminal terminal, Fleet fleet, FileInfo? keyFile)
    {
        if (keyFile is null)
        {
            return new FleetRenderer(new MaskedSecretSource());
        }

        var key = MasterKeyFile.Load(keyFile.FullName);
        var secrets = new HostSecretSource(key, fleet.Site.Name.Value, name => terminal.Environment.GetValueOrDefault(name), secretsDirectory: null);
        return new FleetRenderer(secrets) { RevisionTagKey = key.RevisionTagKey };
    }

    private static int WriteAll(DirectoryInfo output, IReadOnlyCollection<Artifact> artifacts, bool withSecrets)
    {
        foreach (var artifact in artifacts)
        {
            Write(output, artifact, withSecrets);
        }

        return artifacts.Count;
    }

    private static void Write(DirectoryInfo output, Artifact artifact, bool withSecrets)
    {
        var path = Path.Combine(output.FullName, artifact.Target.ToString().ToLowerInvariant(), artifact.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | (withSecrets ? UnixFileMode.None : UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode });
        file.Write(artifact.Render());
    }
}
