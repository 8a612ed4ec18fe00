using Reconciler.Import.Drafts;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Asterisk;

/// <summary>Reads the mailboxes of voicemail.conf.</summary>
internal sealed class MailboxReader(ExtensionDrafts extensions, ImportFindings findings)
{
    public List<FoundMailbox> Found { get; } = [];

    private static readonly string[] Usual = ["passwordlocation=spooldir"];

    public void Read(IReadOnlyList<ConfSectionText> sections)
    {
        foreach (var section in sections.Where(s => s.Name is not ("general" or "zonemessages")))
        {
            foreach (var line in section.Lines)
            {
                Read(section.Name, line);
            }
        }
    }

    private void Read(string context, ConfLine line)
    {
        var fields = line.Value.Split(',', StringSplitOptions.TrimEntries);
        if (extensions.Find(line.Name) is not { } extension)
        {
            findings.Left(line.File, line.Line, $"Mailbox {line.Name} belongs to no extension.");
            return;
        }

        if (context != "default")
        {
            findings.Left(line.File, line.Line, $"Mailbox {line.Name} is in the voicemail context [{context}]; all mailboxes of the specs are in [default], so its messages have to be moved.");
        }

        Found.Add(new FoundMailbox(line.Name, [.. fields.Take(4)], [.. (fields.Length > 4 ? fields[4] : "").Split('|', StringSplitOptions.RemoveEmptyEntries)], line));
        var pin = fields[0];
        extension.HasVoicemail = true;
        extension.IsPinLocked = pin.StartsWith('-');
        pin = pin.TrimStart('-');
        if (pin.Length is >= 4 and <= 16 && pin.All(char.IsAsciiDigit))
        {
            extension.Pin = new FoundText(pin, line.File, line.Line);
        }
        else
        {
            findings.Left(line.File, line.Line, $"The PIN of mailbox {line.Name} is none of 4 to 16 digits; a new one is derived.");
        }

        extension.Name ??= fields.Length > 1 && fields[1].Length > 0 ? fields[1] : null;
        extension.Email = fields.Length > 2 && fields[2].Length > 0 ? fields[2] : null;
        var others = (fields.Length > 4 ? fields[4] : "").Split('|', StringSplitOptions.RemoveEmptyEntries).Except(Usual, StringComparer.Ordinal).ToList();
        if (others.Count > 0 || (fields.Length > 3 && fields[3].Length > 0))
        {
            findings.Left(line.File, line.Line, $"Mailbox {line.Name} has a pager or options ({string.Join('|', others)}) that its spec cannot say.");
        }
    }
}
