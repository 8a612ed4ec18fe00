using System.Collections.Immutable;
using Reconciler.Core.Asterisk;

namespace Reconciler.Host.Ami;

/// <summary>Mailboxes: that they are there, with the intended name and address. A PIN is not shown, and may be the user's own by now.</summary>
internal sealed class MailboxReadBack(ImmutableArray<Mailbox> intended, ImmutableArray<Mailbox> previous) : IReadBack
{
    private readonly ImmutableArray<Mailbox> _gone =
        [.. previous.ExceptBy(intended.Select(m => (m.Context, m.Number)), m => (m.Context, m.Number))];

    public AsteriskModule Module => AsteriskModule.Voicemail;

    public int Intended => intended.Length;

    public int Objects => intended.Length + _gone.Length;

    public async Task<ReadBackFindings> CompareAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var findings = new ReadBackFindings();
        var found = new Dictionary<(string, string), AmiMessage>();
        foreach (var item in await session.ListAsync(new AmiRequest("VoicemailUsersList"), cancellationToken).ConfigureAwait(false))
        {
            found.TryAdd((item["VMContext"], item["VoiceMailbox"]), item);
        }

        foreach (var mailbox in intended)
        {
            var subject = $"mailbox {mailbox.Number}@{mailbox.Context}";
            if (!found.TryGetValue((mailbox.Context, mailbox.Number), out var there))
            {
                findings.AddMissing(subject);
                continue;
            }

            findings.AddPresent();
            Compare(subject, "name", mailbox.Name, there["Fullname"], findings);
            Compare(subject, "email", mailbox.Email, there["Email"], findings);
        }

        foreach (var mailbox in _gone.Where(m => found.ContainsKey((m.Context, m.Number))))
        {
            findings.AddStale($"mailbox {mailbox.Number}@{mailbox.Context}");
        }

        return findings;
    }

    private static void Compare(string subject, string what, string intended, string found, ReadBackFindings findings)
    {
        if (!string.Equals(intended, found, StringComparison.Ordinal))
        {
            findings.AddDifference(subject, $"Its {what} is \"{found}\", not \"{intended}\".", "Another file defines the mailbox too: see the administrator's voicemail.conf.");
        }
    }
}
