using Reconciler.Core.Asterisk;

namespace Reconciler.Agent.Doctor;

/// <summary>The administrator's own files of Asterisk on this host.</summary>
internal sealed class AsteriskFilesOnDisk
{
    private AsteriskFilesOnDisk(string directory, string include, AsteriskConfigurationFile reader)
    {
        Directory = directory;
        Include = include;
        Reader = reader;
    }

    public string Directory { get; }

    /// <summary>Reconciler's root as these files name it.</summary>
    public string Include { get; }

    public AsteriskConfigurationFile Reader { get; }

    /// <summary>The module whose file phones are in: that of what is published, or of what is included, else pjsip.</summary>
    public AsteriskModule Channel =>
        System.IO.File.Exists(Reader.PathOf($"{Include}/current/{AsteriskModule.ChanSip.File}")) || (IncludesOf(AsteriskModule.ChanSip).Any() && !IncludesOf(AsteriskModule.Pjsip).Any())
            ? AsteriskModule.ChanSip
            : AsteriskModule.Pjsip;

    /// <summary>Null, and why, where Asterisk's configuration is not on this host.</summary>
    public static AsteriskFilesOnDisk? TryFind(ExaminedHost host, out string? notTried)
    {
        var directory = host.AsteriskConfiguration;
        var isThere = System.IO.File.Exists(Path.Combine(directory, "asterisk.conf")) || System.IO.File.Exists(Path.Combine(directory, "extensions.conf"));
        notTried = isThere ? null : $"{directory} holds no configuration of Asterisk";
        return isThere ? new AsteriskFilesOnDisk(directory, host.Settings.Asterisk.Include.Trim('/'), new AsteriskConfigurationFile(directory, host.Settings.Asterisk.Directory)) : null;
    }

    /// <summary>The lines that include Reconciler's file for a module.</summary>
    public IEnumerable<ConfigurationLine> IncludesOf(AsteriskModule module)
    {
        var wanted = Reader.PathOf($"{Include}/current/{module.File}");
        return Reader.Read(module.File).Where(line => line.Included is { Length: > 0 } name && Reader.PathOf(name) == wanted);
    }
}
