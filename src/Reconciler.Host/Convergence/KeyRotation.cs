using System.Globalization;
using System.Text.Json.Serialization;

namespace Reconciler.Host.Convergence;

/// <summary>How far phones have come with a new master key, while the previous one is still valid.</summary>
/// <param name="Moved">Phones that were seen with passwords of the new key.</param>
/// <param name="Phones">All phones.</param>
public sealed record KeyRotation(int Moved, int Phones)
{
    /// <summary>Whether the previous key is of no more use to a phone.</summary>
    [JsonIgnore]
    public bool IsDone => Moved == Phones;

    /// <summary>Null: the master key is not rotated.</summary>
    internal static KeyRotation? Of(PhoneBook book, IEnumerable<PhoneVerdict> verdicts) =>
        book.IsKeyRotated ? new KeyRotation(verdicts.Count(v => HasMoved(book, v)), book.Phones.Count) : null;

    /// <summary>The next step once every phone has moved.</summary>
    internal static string Done(int others) => "Every phone has the passwords of the new master key; drop secrets.previousMasterKeyFile from the agent's file"
        + (others == 0 ? "." : string.Create(CultureInfo.InvariantCulture, $", once the softphones and adapters of {others} more extensions have theirs ('reconciler secret')."));

    /// <summary>A profile that was published since, and that the phone has not fetched, does not make it lag here.</summary>
    private static bool HasMoved(PhoneBook book, PhoneVerdict verdict) =>
        (verdict.State == PhoneState.Converged ? verdict.Phone.Profile : verdict.Running) is { } running
        && running.Lines.All(line => book.Challenges.GetValueOrDefault(line.Extension) != line.Password);
}
