using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Planning.Telling;

/// <summary>What becomes of a phone's registrations: which come and go, their passwords, mailboxes and names.</summary>
internal sealed class LineTeller(FleetNames before, FleetNames after)
{
    public static string NumberOf(Registration registration) => registration.Extension.Number.Value.ToString();

    public IEnumerable<string> Tell(Phone old, Phone phone)
    {
        var had = old.Registrations.DistinctBy(NumberOf).ToDictionary(NumberOf, StringComparer.Ordinal);
        var has = phone.Registrations.DistinctBy(NumberOf).ToDictionary(NumberOf, StringComparer.Ordinal);
        foreach (var number in had.Keys.Where(n => !has.ContainsKey(n)))
        {
            yield return $"no longer registers {before.Named(number)}";
        }

        foreach (var (number, registration) in has)
        {
            if (!had.TryGetValue(number, out var was))
            {
                yield return $"registers {after.Named(number)}";
                continue;
            }

            if (was.Extension.Secret.Value != registration.Extension.Secret.Value)
            {
                yield return $"takes the new password of {number} ({Rotation(was.Extension.Secret.Value, registration.Extension.Secret.Value)})";
            }

            if ((was.Extension.Voicemail is null) != (registration.Extension.Voicemail is null))
            {
                yield return registration.Extension.Voicemail is null ? $"no longer watches the mailbox of {number}" : $"watches the mailbox of {number}";
            }

            if (was.DisplayName.Value != registration.DisplayName.Value)
            {
                yield return $"shows {Words.Quote(registration.DisplayName.Value)} in place of {Words.Quote(was.DisplayName.Value)} for {number}";
            }
        }
    }

    private static string Rotation(SecretReference from, SecretReference to) => from.ToString() == to.ToString()
        ? "another text"
        : $"{Words.OriginOf(from.ToString())} -> {Words.OriginOf(to.ToString())}";
}
