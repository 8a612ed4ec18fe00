using Reconciler.Core.Diagnostics;
using Reconciler.Specs.Schemas;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.AgentFile;

/// <summary>Reads agent.yaml and the environment variables over it, with the same kind of findings as specs have.</summary>
public static class AgentFileReader
{
    private const string SchemaName = "agent";

    /// <param name="path">The file.</param>
    /// <param name="environment">The process's variables; those that start with <c>RECONCILER__</c> override keys.</param>
    public static AgentFileResult Read(string path, IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(environment);
        var findings = new FileFindings(path);
        if (ReadBytes(path, findings) is not { } bytes)
        {
            return Refused(findings);
        }

        var documents = YamlReader.Read(bytes, findings, CancellationToken.None).Documents;
        foreach (var extra in documents.Skip(1))
        {
            findings.Add(Codes.WrongType, extra, "The agent's file holds one document only.", "Remove this one.");
        }

        if (documents.Count == 0 && findings.Items.Length > 0)
        {
            return Refused(findings);
        }

        var root = documents.Count == 0 ? new MapNode([], 1, 1) : documents[0];
        if (root is MapNode map)
        {
            map = EnvironmentOverlay.Apply(map, environment, findings);
            RepositoryUrlFindings.Check(map, findings);
            root = map;
            if (findings.Items.Any(f => f.Code == Codes.PasswordInUrl.Id || f.Code == Codes.RepositoryUrlRefused.Id))
            {
                return Refused(findings);
            }
        }

        findings.EndStage();
        SchemaValidator.Validate(root, SchemaName, findings);
        if (findings.Items.Length > 0)
        {
            return Refused(findings);
        }

        var settings = new AgentSettingsParser((MapNode)root, Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/", findings).Parse();
        return findings.Items.Length > 0 ? Refused(findings) : new AgentFileResult(settings, []);
    }

    private static byte[]? ReadBytes(string path, FileFindings findings)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > Core.Sources.SourceLimits.FileBytes)
            {
                findings.AddForFile(Codes.FileTooLarge, "The file is larger than 4 MiB.");
                return null;
            }

            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.AddForFile(Codes.AgentFileUnreadable, "The agent's file does not exist.", "Give its path by --config.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            findings.AddForFile(Codes.AgentFileUnreadable, "The agent's file cannot be read.", "Check its permissions.");
        }

        return null;
    }

    private static AgentFileResult Refused(FileFindings findings)
    {
        var list = new DiagnosticList();
        list.AddRange(findings.Items);
        return new AgentFileResult(null, list.ToSorted());
    }
}
