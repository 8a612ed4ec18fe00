using Reconciler.Import.Inputs;
using Reconciler.Import.Phones;

namespace Reconciler.Import;

/// <summary>The files by what they are.</summary>
internal sealed class ImportInputs(ImportFindings findings)
{
    private readonly List<string> _unread = [];

    public List<PhoneDump> Dumps { get; } = [];

    /// <summary>Files that all phones of a model take before their own.</summary>
    public List<PhoneDump> Commons { get; } = [];

    public List<InventoryRow> Rows { get; } = [];

    public Dictionary<string, (InputFile File, string Text)> Confs { get; } = new(StringComparer.Ordinal);

    public void Read(IEnumerable<InputFile> files)
    {
        var profiles = new FlatProfileReader(findings);
        var keyValues = new KeyValueReader(findings);
        var directories = new DirectoryReader(findings);
        var tables = new PhoneTableReader(findings);
        foreach (var file in files.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            if (!IsOurs(file))
            {
                _unread.Add(file.Name);
                continue;
            }

            if (InputText.Of(file, findings) is not { } text)
            {
                continue;
            }

            if (!FlatProfileReader.IsHtml(text) && DirectoryReader.IsDirectory(text))
            {
                Rows.AddRange(directories.Read(file, text));
            }
            else if (FlatProfileReader.IsHtml(text) || FlatProfileReader.IsFlatProfile(text) || text.TrimStart().StartsWith('<'))
            {
                if (profiles.Read(file, text) is { } dump)
                {
                    AddDump(dump);
                }
            }
            else if (KeyValueReader.IsKeyValue(file, text))
            {
                if (keyValues.Read(file, text) is { } dump)
                {
                    AddDump(dump);
                }
            }
            else if (file.BaseName.EndsWith(".conf", StringComparison.OrdinalIgnoreCase))
            {
                Confs[file.Name] = (file, text);
            }
            else if (PhoneTableReader.IsTable(text))
            {
                Rows.AddRange(tables.Read(file, text));
            }
            else
            {
                _unread.Add(file.Name);
            }
        }
    }

    /// <summary>Files that are none of the kinds that an import reads.</summary>
    public void TellUnread()
    {
        foreach (var name in _unread)
        {
            findings.Left(name, 0, "The file is no phone's configuration, no table with a MAC's or extension's column, and no .conf file of Asterisk.");
        }
    }

    // Images of firmware and logos lie beside the profiles.
    private static bool IsOurs(InputFile file) => Path.GetExtension(file.BaseName).ToLowerInvariant() is ".xml" or ".cfg" or ".conf" or ".csv" or ".txt" or ".tsv" or ".htm" or ".html" or "";

    private void AddDump(PhoneDump dump)
    {
        if (dump.CommonTo.Count > 0)
        {
            Commons.Add(dump);
            return;
        }

        if (dump.Mac is null)
        {
            // A file for all phones of a model, which sends each to a file of its own.
            findings.Note(dump.File, 1, "The file is of no one phone (neither it nor its name has a MAC address): its values are in each phone's own dump, and are not taken from here.");
            return;
        }

        Dumps.Add(dump);
    }
}
