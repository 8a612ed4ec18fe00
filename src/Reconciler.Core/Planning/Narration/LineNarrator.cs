using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Planning.Narration;

/// <summary>Describes the changes of a phone's registrations: which come and go, their passwords, mailboxes and names.</summary>
internal sealed class LineNarrator(FleetNames before, FleetNames after)
{
    public static string NumberOf(Registration registration) => registration.Extension.Number.Value.ToString();

    /// <summary><c>sip.itsp.example as acct</c>.</summary>
    public static string NameOf(RegistrarLine line) => $"{Words.Legible(line.Registrar.Proxy)} as {Words.Legible(line.Registrar.User.Value)}";

    public IEnumerable<string> Describe(Phone old, Phone phone)
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

            if (MailboxOf(was) is var watched && MailboxOf(registration) is var watches && watched != watches)
            {
                yield return watches is null ? $"no longer watches the mailbox of {watched}" : $"watches the mailbox of {watches}{(watches == number ? "" : $" on line {number}")}";
            }

            if (was.DisplayName.Value != registration.DisplayName.Value)
            {
                yield return $"shows {Words.Quote(registration.DisplayName.Value)} in place of {Words.Quote(was.DisplayName.Value)} for {number}";
            }
        }

        foreach (var line in Elsewhere(old, phone))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Elsewhere(Phone old, Phone phone)
    {
        var had = old.Registrars.DistinctBy(NameOf).ToDictionary(NameOf, StringComparer.Ordinal);
        var has = phone.Registrars.DistinctBy(NameOf).ToDictionary(NameOf, StringComparer.Ordinal);
        foreach (var name in had.Keys.Where(n => !has.ContainsKey(n)))
        {
            yield return $"no longer registers at {name}";
        }

        foreach (var (name, line) in has)
        {
            if (!had.TryGetValue(name, out var was))
            {
                yield return $"registers at {name}";
            }
            else if (was.Registrar.Password.Value != line.Registrar.Password.Value)
            {
                yield return $"takes the new password at {name} ({Rotation(was.Registrar.Password.Value, line.Registrar.Password.Value)})";
            }
        }
    }

    private static string? MailboxOf(Registration registration) =>
        registration.Mailbox?.Value ?? (registration.Extension.Voicemail is null ? null : NumberOf(registration));

    private static string Rotation(SecretReference from, SecretReference to) => from.ToString() == to.ToString()
        ? "another text"
        : $"{Words.OriginOf(from.ToString())} -> {Words.OriginOf(to.ToString())}";
}
