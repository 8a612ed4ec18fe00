using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>Finds out why this host renders otherwise than it did.</summary>
internal sealed class HostChangeCauses(HostKeys keys, string stateLocation, PhoneBookStore? phones)
{
    // Of secrets that changed, so many are named.
    private const int MostNames = 3;

    private const string ProgramSentence = "This version of Reconciler renders otherwise than the one that published.";

    public HostChangeCause Of(ReconcileState state, EffectiveFleet fleet)
    {
        if (state.Published is null)
        {
            return new HostChangeCause { Sentences = [$"The state in {stateLocation} does not know what is published here, while the roots hold it; the files themselves were compared."] };
        }

        if (state.Basis is not { } before)
        {
            return new HostChangeCause { Sentences = [ProgramSentence] };
        }

        var today = RenderingBasis.Of(keys.Master, keys.Previous, keys.Secrets(state.Site ?? ""), state.HostSecrets);
        if (before.MasterKey != today.MasterKey)
        {
            return OfKey(before, today, fleet);
        }

        var known = before.Secrets.ToDictionary(s => s.Secret, s => s.Print, StringComparer.Ordinal);
        var values = today.Secrets.Where(s => known.TryGetValue(s.Secret, out var print) && print != s.Print).Select(s => s.Secret).ToList();
        var isProgram = before.Program != today.Program;
        var rotation = before.PreviousMasterKey == today.PreviousMasterKey ? null : Rotation(today);
        var isAsked = rotation is { IsAsked: true } || (rotation is null && values.Count > 0);
        return new HostChangeCause
        {
            Sentences = Describe(values, isProgram, rotation?.Sentence),
            AlwaysWaits = isProgram || !isAsked,
            ShowsElements = isProgram || !isAsked,
            Passwords = values.Count,
        };
    }

    /// <summary>More passwords are taken than before, or, once every phone has moved, fewer: who changed the agent's file so has asked for it.</summary>
    private (bool IsAsked, string Sentence)? Rotation(RenderingBasis today)
    {
        if (today.PreviousMasterKey is not null)
        {
            return (true, "secrets.previousMasterKeyFile makes the passwords of another key valid beside those of the master key.");
        }

        return phones?.LoadSummary()?.KeyRotation is { IsDone: true }
            ? (true, "The passwords of the previous master key are no longer valid; every phone has the new ones.")
            : (false, "secrets.previousMasterKeyFile was dropped, and not every phone was seen with the passwords of the new master key: those that have the old ones lose their lines.");
    }

    private HostChangeCause OfKey(RenderingBasis before, RenderingBasis today, EffectiveFleet fleet)
    {
        var derived = SecretReferences.Of(fleet).Select(s => s.Value).Where(r => r.Origin == SecretOrigin.Derive).Distinct().Count();
        var key = keys.Previous?.Recognition == before.MasterKey
            ? "The master key is rotated: phones keep their lines by secrets.previousMasterKeyFile until they have fetched."
            : $"The master key is not the one that published: {keys.Master.DifferenceFrom(before.MasterKey)}";
        return new HostChangeCause
        {
            Sentences = before.Program == today.Program ? [key] : [key, "It may render otherwise besides: this is another version of Reconciler."],
            Passwords = derived,
            ShowsElements = false,
        };
    }

    private static ImmutableArray<string> Describe(List<string> values, bool isProgram, string? rotation)
    {
        var sentences = ImmutableArray.CreateBuilder<string>();
        if (values.Count > 0)
        {
            var more = values.Count <= MostNames ? "" : string.Create(CultureInfo.InvariantCulture, $" and {values.Count - MostNames} more");
            sentences.Add($"The value of {string.Join(", ", values.Take(MostNames))}{more} is another one on this host.");
        }

        if (isProgram)
        {
            sentences.Add(ProgramSentence);
        }

        if (rotation is not null)
        {
            sentences.Add(rotation);
        }

        if (sentences.Count == 0)
        {
            sentences.Add("The agent's file was changed, or the record of what is published was rebuilt from the roots.");
        }

        return sentences.DrainToImmutable();
    }
}
