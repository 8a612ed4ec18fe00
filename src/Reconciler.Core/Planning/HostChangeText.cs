using System.Globalization;

namespace Reconciler.Core.Planning;

/// <summary>A host change in sentences.</summary>
internal static class HostChangeText
{
    public static string Effect(HostChange change)
    {
        var parts = new List<string>();
        if (change.Passwords > 0)
        {
            parts.Add(Count(change.Passwords, "password or PIN", "passwords and PINs"));
        }

        if (change.Profiles > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{change.Profiles} of {Count(change.Phones, "phone's profile", "phones' profiles")}"));
        }

        parts.AddRange(change.Files);
        var removed = change.Removed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {change.Removed} of {Count(change.Phones, "phone", "phones")} would lose {(change.Removed == 1 ? "its profile" : "their profiles")}.");
        var elements = change.Elements.IsEmpty ? "" : $" In the profiles: {string.Join(", ", change.Elements)}.";
        return $"That changes {Join(parts)}.{removed}{elements}";
    }

    public static string Refusal(HostChange change, string commit) =>
        $"What this host makes of commit {commit} is not what is published, and nobody asked for that. {string.Join(" ", change.Causes)} {change.Effect} "
        + $"If it is meant, run 'reconciler approve {change.Hash}' on this host; else put back what was there before. Until then everything stays as it is published.";

    public static string Log(HostChange change) => $"{string.Join(" ", change.Causes)} {change.Effect}";

    private static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    private static string Join(List<string> parts) => parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts[..^1])} and {parts[^1]}";
}
