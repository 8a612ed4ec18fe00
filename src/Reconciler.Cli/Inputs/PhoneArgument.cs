using System.Collections.Immutable;
using Reconciler.Cli.Usage;
using Reconciler.Core.Fleets;

namespace Reconciler.Cli.Inputs;

/// <summary>Published phones as they are named on a command line.</summary>
internal static class PhoneArgument
{
    public const string Name = "PHONE";

    /// <summary>Every phone of that name; there being none is a fault of the user.</summary>
    public static ImmutableArray<NamedPhone> All(PhoneLookup phones, string word) => phones.Find(word) is { IsEmpty: false } found
        ? found
        : throw new UsageException(
            $"'{word}': no published phone has this {(MacAddress.TryParse(word, out _) ? "MAC address" : "MAC address, extension or name")}. {phones.Hint(word) ?? "'reconciler phones' lists them."}");

    /// <summary>The one phone of that name.</summary>
    public static MacAddress One(PhoneLookup phones, string word) => One(All(phones, word), word).Mac;

    /// <summary>The same, or a MAC address that no published phone has: one that nobody described has no other name.</summary>
    public static MacAddress OneOrUnknown(Func<PhoneLookup> phones, string word) => MacAddress.TryParse(word, out var given) ? given : One(phones(), word);

    /// <summary>Where several are called so, they are listed.</summary>
    public static NamedPhone One(ImmutableArray<NamedPhone> found, string word) => found is [var only]
        ? only
        : throw new UsageException($"{found.Length} phones are called '{word}'; name one by its MAC address:{string.Concat(found.Select(p => $"\n  {p}"))}");
}
