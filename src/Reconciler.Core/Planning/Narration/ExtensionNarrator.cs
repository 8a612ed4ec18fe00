using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Planning.Narration;

/// <summary>Describes the changes of extensions: where they ring, how long, and what happens to their mailbox and their password.</summary>
internal sealed class ExtensionNarrator(FleetNames before, FleetNames after)
{
    // Told by sentences of their own.
    private static readonly ImmutableArray<string> Told = ["secret", "secret.previous", "voicemail.pin", "voicemail.pin.locked", "voicemail.email", "device"];

    public ImmutableArray<StoryEntry> Describe(ImmutableArray<ObjectChange> changes)
    {
        var entries = new List<StoryEntry>();
        var edited = changes.ToDictionary(c => c.Id, StringComparer.Ordinal);
        foreach (var change in changes.Where(c => c.Verb == PlanVerb.Remove))
        {
            entries.Add(new StoryEntry(change.Id, change.Verb, TitleOf(before.Find(change.Id)!), [.. Removed(before.Find(change.Id)!)]));
        }

        foreach (var extension in after.Fleet!.Extensions)
        {
            var number = extension.Number.ToString();
            if (before.Find(number) is not { } old)
            {
                entries.Add(new StoryEntry(number, PlanVerb.Add, TitleOf(extension), [.. Added(extension)]));
            }
            else if (Changed(old, extension, edited.GetValueOrDefault(number)).ToImmutableArray() is { IsEmpty: false } lines)
            {
                entries.Add(new StoryEntry(number, PlanVerb.Change, TitleOf(extension), lines) { IsConsequence = !edited.ContainsKey(number) });
            }
        }

        return [.. entries.OrderBy(e => e.Id, StringComparer.Ordinal)];
    }

    private static string TitleOf(Extension extension) => $"Extension {FleetNames.Of(extension)}";

    private static IEnumerable<string> Added(Extension extension)
    {
        var rings = $"rings {Devices(extension)} for {Words.Seconds(extension.Spec.RingTime)}";
        yield return $"is new: {rings}, then {(extension.Spec.Voicemail is null ? "hangs up" : "takes a message")}";
        if (extension.Spec.Context?.Value is { } context)
        {
            yield return $"calls from context {context}";
        }
    }

    private static IEnumerable<string> Removed(Extension extension)
    {
        yield return "is removed: nobody can call it, and nothing can register as it";
        if (extension.Spec.Voicemail is not null)
        {
            yield return "its mailbox is no longer served; recorded messages stay on the disk";
        }
    }

    private static IEnumerable<string> Changed(Extension old, Extension extension, ObjectChange? change)
    {
        if (Devices(old) != Devices(extension))
        {
            yield return $"rings {Devices(extension)} in place of {Devices(old)}";
        }
        else if (!old.Phones.SequenceEqual(extension.Phones))
        {
            yield return $"rings on {Words.Join([.. extension.Phones.Select(m => m.WithColons)], 4)} in place of {Words.Join([.. old.Phones.Select(m => m.WithColons)], 4)}";
        }

        if (change is null)
        {
            yield break;
        }

        foreach (var line in Secret(old.Spec, extension.Spec))
        {
            yield return line;
        }

        foreach (var line in Voicemail(old.Spec.Voicemail, extension.Spec.Voicemail))
        {
            yield return line;
        }

        foreach (var field in change.Changes.Where(c => !Told.Contains(c.Name)))
        {
            yield return field.Name switch
            {
                "ring.seconds" => $"rings for {Words.Seconds(extension.Spec.RingTime)} in place of {Words.Seconds(old.Spec.RingTime)}",
                "context" => $"calls from context {extension.CallingContext} in place of {old.CallingContext}",
                "user" => $"registers as {Words.Legible(SipLogin.Of(extension.Spec))} in place of {Words.Legible(SipLogin.Of(old.Spec))}; the old name is refused at once",
                _ => $"{field.Name} {Words.Becomes(field.From, field.To)}",
            };
        }
    }

    private static IEnumerable<string> Secret(ExtensionSpec old, ExtensionSpec spec)
    {
        var (from, to) = (old.Secret.Value.ToString(), spec.Secret.Value.ToString());
        var isKept = spec.PreviousSecret?.Value == old.Secret.Value;
        if (old.Secret.Value != spec.Secret.Value)
        {
            yield return $"password {Words.Becomes(from, to)}; the old one {(isKept ? "stays valid beside it" : "is refused at once")}";
        }

        if (old.PreviousSecret is { } previous && spec.PreviousSecret?.Value != previous.Value)
        {
            yield return "the previous password is no longer accepted";
        }
        else if (old.PreviousSecret is null && spec.PreviousSecret is not null && !isKept)
        {
            yield return "a previous password is accepted too";
        }
    }

    private static IEnumerable<string> Voicemail(VoicemailSpec? old, VoicemailSpec? voicemail)
    {
        if (old is null || voicemail is null)
        {
            if (old is not null || voicemail is not null)
            {
                yield return voicemail is null ? "loses its mailbox; recorded messages stay on the disk" : "gets a mailbox";
            }

            yield break;
        }

        if (old.Pin.Value != voicemail.Pin.Value)
        {
            yield return $"initial mailbox PIN {Words.Becomes(old.Pin.Value.ToString(), voicemail.Pin.Value.ToString())}; a PIN that the user has set stays";
        }

        if (old.Locked != voicemail.Locked)
        {
            yield return voicemail.Locked ? "its user can no longer change the PIN" : "its user can change the PIN";
        }

        if (old.Email?.Value != voicemail.Email?.Value)
        {
            yield return voicemail.Email is { } email ? $"sends messages to {Words.Quote(email.Value)}" : "no longer sends messages by mail";
        }
    }

    private static string Devices(Extension extension) => (extension.Phones.Length, extension.Spec.Device) switch
    {
        (0, DeviceKind.Other) => "its softphone or adapter",
        (0, _) => "no phone",
        (var phones, DeviceKind.Other) => $"{Words.Count(phones, "phone")} and its softphone or adapter",
        (var phones, _) => Words.Count(phones, "phone"),
    };
}
