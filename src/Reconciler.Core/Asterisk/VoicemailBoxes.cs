using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Asterisk;

/// <summary>voicemail.conf: a mailbox for each extension that has one.</summary>
internal static class VoicemailBoxes
{
    /// <summary>The voicemail context of all our mailboxes.</summary>
    public const string Context = "default";

    /// <summary>Asterisk keeps a PIN that its user changed in the spool, where it wins over ours, instead of rewriting our file.</summary>
    private static readonly ImmutableArray<string> Options = ["passwordlocation=spooldir"];

    public static string Address(string number) => $"{number}@{Context}";

    public static ImmutableArray<Mailbox> Of(EffectiveFleet fleet, ISecretSource secrets)
    {
        var boxes = ImmutableArray.CreateBuilder<Mailbox>();
        foreach (var extension in fleet.Extensions)
        {
            if (extension.Spec.Voicemail is not { } voicemail)
            {
                continue;
            }

            ConfigText pin = secrets.Resolve(voicemail.Pin.Value);
            boxes.Add(new Mailbox(
                Context,
                extension.Number.ToString(),
                voicemail.Locked ? ConfigText.Concat("-", pin) : pin,
                extension.Name,
                voicemail.Email?.Value ?? "",
                Options));
        }

        return boxes.DrainToImmutable();
    }
}
