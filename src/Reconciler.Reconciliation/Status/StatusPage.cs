using System.Globalization;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Rollouts;

namespace Reconciler.Reconciliation.Status;

/// <summary>The README.md of the status branch: what a forge shows to people who open it.</summary>
public static class StatusPage
{
    /// <summary>Markdown in UTF-8. Names and descriptions are the users' own text and are escaped.</summary>
    public static byte[] ToBytes(StatusRecord status, EffectiveFleet? published)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Escape(status.Site ?? "site")}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Served: {Commit(status.Published)}, {Asterisk(status)}, newest seen: {Commit(status.Observed)}.\n\n");
        if (status.RolledBackTo is { } earlier)
        {
            text.Append(CultureInfo.InvariantCulture, $"**Rolled back to** {Commit(earlier)}, whatever the branch says.\n\n");
        }

        if (status.HostChange is { } change)
        {
            text.Append(CultureInfo.InvariantCulture, $"**Waits for an approval on the host:** {Escape(string.Join(" ", change.Causes))} {Escape(change.Effect)} `{change.Command}` lets it pass.\n\n");
        }

        if (status.Suspended is { } suspended)
        {
            text.Append(CultureInfo.InvariantCulture, $"**Suspended:** {Escape(suspended.Reason)}\n\n");
        }

        if (status.Rollout is { } rollout)
        {
            text.Append($"**Rollout of** {Commit(rollout.Commit)}: {Escape(RolloutText.Of(rollout))}. {Escape(rollout.Message)}".TrimEnd()).Append("\n\n");
        }

        text.Append("| condition | status | since | what |\n| --- | --- | --- | --- |\n");
        foreach (var condition in status.Conditions)
        {
            var what = condition.Message.Length > 0 ? condition.Message : condition.Reason;
            text.Append(CultureInfo.InvariantCulture, $"| {condition.Type} | {condition.Status} | {condition.Since.UtcDateTime:yyyy-MM-dd HH:mm} UTC | {Escape(what)} |\n");
        }

        if (published is not null)
        {
            AppendPhones(text, published);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AppendPhones(StringBuilder text, EffectiveFleet fleet)
    {
        text.Append("\n| phone | model | extensions | description |\n| --- | --- | --- | --- |\n");
        foreach (var (phone, _, _) in fleet.Phones.Take(MostPhones))
        {
            var extensions = string.Join(", ", phone.Registrations.Select(r => r.Extension.Number.Value.ToString()));
            text.Append(CultureInfo.InvariantCulture, $"| {phone.Mac.WithColons} | {phone.Model} | {extensions} | {Escape(phone.Spec.Description?.Value ?? "")} |\n");
        }

        if (fleet.Phones.Length > MostPhones)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{fleet.Phones.Length - MostPhones} more phones are not listed here.\n");
        }
    }

    // Forges stop rendering long files; status.json has the counts.
    private const int MostPhones = 1000;

    private static string Commit(CommitId? commit) => commit is { } id ? $"`{id.Abbreviated}`" : "nothing yet";

    /// <summary>It is said to run what was read back and still is so; else no more than what was written for it or read back last.</summary>
    private static string Asterisk(StatusRecord status) => status.Conditions.FirstOrDefault(c => c.Type == ConditionType.Activated) switch
    {
        { Status: ConditionStatus.True } => $"running in Asterisk: {Commit(status.Activated)}",
        _ when status.IsFilesOnly => $"written for Asterisk, which nobody asks: {Commit(status.Activated)}",
        _ => $"last read back from Asterisk: {Commit(status.Activated)}",
    };

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '@' => escaped.Append("&#64;"),
                '|' or '`' or '*' or '_' or '[' or ']' or '\\' or '#' => escaped.Append('\\').Append(c),
                '\n' or '\r' => escaped.Append(' '),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
