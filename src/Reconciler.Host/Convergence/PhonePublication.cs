using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;
using Reconciler.Host.Publishing;

namespace Reconciler.Host.Convergence;

/// <summary>Handed over by a run once files are live: each phone's published profile, from which phones are told and judged.</summary>
internal sealed class PhonePublication(PhoneBookStore store, GenerationStore served, ISecretSource secrets, TimeProvider time)
{
    /// <summary>On the disk when this returns: a kill after it loses no phone that has to be told.</summary>
    public async Task WriteAsync(EffectiveFleet fleet, CommitId commit, IEnumerable<ManifestEntry> published, CancellationToken cancellationToken)
    {
        var builder = new PhoneBookBuilder(secrets, TagOf, time);
        var before = PhoneBook.Empty;
        var after = await store.UpdateAsync(book => builder.Build(before = book, fleet, commit, published), cancellationToken).ConfigureAwait(false);
        var changed = after.Phones.Values.Count(p => before.Phones.GetValueOrDefault(p.Mac)?.Profile.Tag != p.Profile.Tag);
        if (changed > 0 || before.Phones.Count != after.Phones.Count)
        {
            await store.SaveSummaryAsync(last => Summary(last, after.Phones.Count, changed), cancellationToken).ConfigureAwait(false);
        }
    }

    private ConvergenceSummary Summary(ConvergenceSummary? last, int total, int changed)
    {
        var now = time.GetUtcNow();
        var since = last?.Converged is { Status: ConditionStatus.False } known ? known.Since : now;
        var message = changed == 1 ? "1 phone is not yet seen with the published profile." : $"{changed} phones are not yet seen with the published profile.";
        var converged = changed == 0 && last is not null ? last.Converged : new Condition(ConditionType.Converged, ConditionStatus.False, ConditionReasons.Pending, message, since);
        return ConvergenceSummary.With(last, converged, total, now) with { Counts = new PhoneCounts(total), Notices = [] };
    }

    /// <summary>The tag stands in the file, so that it is what the phone will say, whoever rendered it.</summary>
    private string? TagOf(ManifestEntry entry) =>
        served.ReadPublished(entry.Path) is { } file && EncryptedProfile.Open(file, entry.Phone!.Value, secrets) is { } profile ? RevisionTag.Read(profile) : null;
}
