using Reconciler.Core.Diagnostics;
using Reconciler.Core.Policies;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing;
using Reconciler.Testing.Sites;

namespace Reconciler.Web.Tests;

/// <summary>The example repository as a site, with phones that were seen.</summary>
internal static class SeenOffice
{
    /// <summary>A phone with attendant consoles.</summary>
    public const string Reception = "002584d8d147";

    public static void PutInto(Site site)
    {
        var folder = Checkout.PathOf("example-repo");
        site.HasPhones = true;
        site.HasPbx = false;
        site.Policy = HostPolicy.Default with { Include = ["outbound"], Route = ["itsp1"] };
        site.Repository.Remove("Begin anew", "extensions/people.yaml", "phones/anna.yaml", "phones/ben.yaml", "profiles/base.yaml");
        site.Repository.Commit("Give the reception a second console", Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(folder, path), File.ReadAllBytes(path))));
        Directory.CreateDirectory(Path.Combine(site.Served, "sw"));
        File.WriteAllText(Path.Combine(site.Served, "sw", "spa525g-7-2-30.bin"), "an image");
    }

    /// <summary>One run; then some phones are seen with their profiles, and one with another.</summary>
    public static async Task RunAsync(Site site)
    {
        var outcome = await site.RunAsync();
        Assert.True(outcome.ExitCode == ExitCode.Done, $"{outcome.Message}\n{string.Join('\n', outcome.Diagnostics)}");
        var now = site.Time.GetUtcNow();
        var token = TestContext.Current.CancellationToken;
        await site.Phones.UpdateAsync(
            book => book.With(book.Phones.Values.Select((phone, i) => phone with
            {
                State = i == 2 ? PhoneState.Stale : i == 4 ? PhoneState.Unreachable : PhoneState.Converged,
                Why = i == 2 ? "It runs an earlier profile." : "",
                StateSince = now.AddMinutes(-8),
                NotifiedAt = now.AddMinutes(-9),
                Attempts = 1,
                Seen = new Sighting($"192.0.2.{20 + i}:5060", $"Cisco/{phone.Model}-7.6.2 cfg/{phone.Profile.Tag}", now.AddMinutes(-8), null),
            })),
            token);
        var total = site.Phones.Load().Phones.Count;
        await site.Phones.SaveSummaryAsync(
            _ => new ConvergenceSummary
            {
                Observed = now,
                Counts = new PhoneCounts(total) { Converged = total - 2, Pending = 0, Stale = 1, Unreachable = 1, Unmanaged = 1 },
                Converged = new Condition(ConditionType.Converged, ConditionStatus.False, ConditionReasons.Stale, "1 phone runs another profile past its deadline.", now.AddMinutes(-8)),
                Unmanaged = [new UnmanagedContact("153", "192.0.2.77:5060", "Grandstream GXP1625", "No phone of the fleet has this address.")],
            },
            token);
        site.Time.Advance(TimeSpan.FromMinutes(3));
    }
}
