using Reconciler.Core.Asterisk;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Ami;

/// <summary>
/// Where PINs go that users change by phone. Asterisk keeps them in voicemail.conf unless that says otherwise, and then writes it anew with all files that it
/// includes: ours it may not write, so that of the administrator's own mailboxes the old PIN stays.
/// </summary>
internal static class MailboxPins
{
    private const string Option = "passwordlocation";

    public static async Task<PbxProblem?> CheckAsync(AmiSession session, AsteriskConfiguration intended, CancellationToken cancellationToken)
    {
        if (intended.Mailboxes.IsEmpty || !session.Capabilities.Actions.Contains("VoicemailUsersList") || session.Capabilities.RunUser is "root")
        {
            return null;
        }

        var ours = intended.Mailboxes.Select(m => (m.Context, m.Number)).ToHashSet();
        var boxes = await session.ListAsync(new AmiRequest("VoicemailUsersList"), cancellationToken).ConfigureAwait(false);
        if (boxes.Find(b => b["VoiceMailbox"].Length > 0 && !ours.Contains((b["VMContext"], b["VoiceMailbox"]))) is not { } other)
        {
            return null;
        }

        // Of one section, in which no PIN stands.
        var general = await session.AskAsync(new AmiRequest("GetConfig").With("Filename", AsteriskModule.Voicemail.File).With("Category", "general"), cancellationToken).ConfigureAwait(false);
        return !general.IsSuccess || general.Headers.Any(IsSpool) ? null : new PbxProblem(
            AsteriskModule.Voicemail.File,
            $"A PIN that its user changes by phone stays the old one in mailboxes that are not ours, such as {other["VoiceMailbox"]}@{other["VMContext"]}: Asterisk would write it into voicemail.conf, and with that into the published file, which it may not write.",
            "Add the line \"passwordlocation = spooldir\" to [general] of voicemail.conf, and run \"voicemail reload\" in Asterisk's console.");
    }

    private static bool IsSpool(KeyValuePair<string, string> header) =>
        header.Key.StartsWith("Line-", StringComparison.OrdinalIgnoreCase)
        && header.Value.Split('=', 2) is [var name, var value]
        && string.Equals(name.Trim(), Option, StringComparison.OrdinalIgnoreCase)
        && string.Equals(value.TrimStart('>').Trim(), "spooldir", StringComparison.OrdinalIgnoreCase);
}
