using Reconciler.Core.Asterisk;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>The lines by which Asterisk's own files include Reconciler's: each once, and where nothing after them falls into a section of ours.</summary>
internal sealed class IncludeLinesCheck : IHostCheck
{
    public string Name => "include lines";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        if (AsteriskFilesOnDisk.TryFind(host, out var notTried) is not { } files)
        {
            return Task.FromResult(new CheckReport(Name, [], notTried));
        }

        var modules = new[] { files.Channel, AsteriskModule.Dialplan, AsteriskModule.Voicemail };
        return Task.FromResult(new CheckReport(Name, [.. modules.Select(module => Judge(files, module)).OfType<HostFinding>()]));
    }

    private static HostFinding? Judge(AsteriskFilesOnDisk files, AsteriskModule module)
    {
        var path = files.Reader.PathOf(module.File);
        var line = $"#tryinclude {files.Include}/current/{module.File}";
        ConfigurationLine[] includes = [.. files.IncludesOf(module)];
        if (includes.Length == 0)
        {
            return HostFinding.Error($"{path} does not include what Reconciler publishes.", $"echo '{line}' >> {ShellText.Quote(path)}", () => KeptOriginal.Append(path, line));
        }

        if (includes.Length > 1)
        {
            return HostFinding.Error($"{path} includes what Reconciler publishes twice, at {includes[0].Place} and {includes[1].Place}.", $"sed -i {includes[1].Number}d {ShellText.Quote(includes[1].File)}");
        }

        if (!includes[0].IsTry && !File.Exists(files.Reader.PathOf($"{files.Include}/current/{module.File}")))
        {
            return HostFinding.Error(
                $"{includes[0].Place} includes a file that is not published yet, without which Asterisk refuses the whole of {module.File}.",
                $"sed -i '{includes[0].Number}s/#include/#tryinclude/' {ShellText.Quote(includes[0].File)}");
        }

        return Following(files, module, includes[0]) is { Section: null } next
            ? HostFinding.Error(
                $"{next.Place} comes after the include line and belongs to no section of its own, so that Asterisk would add it to the last of Reconciler's.",
                $"sed -i {includes[0].Number}d {ShellText.Quote(includes[0].File)} && echo '{line}' >> {ShellText.Quote(path)}")
            : null;
    }

    private static ConfigurationLine? Following(AsteriskFilesOnDisk files, AsteriskModule module, ConfigurationLine include) =>
        files.Reader.Read(module.File).SkipWhile(line => line != include).Skip(1).FirstOrDefault(line => line.Included is null);
}
