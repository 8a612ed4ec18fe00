using Reconciler.Core.Fleets;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>Anna's phone is the canary, Ben's waits; phones are looked at only where a test says so.</summary>
public abstract class RolloutScenario : IDisposable
{
    protected const string Anna = "002584000001";
    protected const string Ben = "002584000002";
    protected const string Waves = "rollout: { waves: [ { canary: [\"00:25:84:00:00:01\"] } ], settle: 5m, deadline: 30m, onFailure: hold }\n";

    protected Site Site { get; } = new() { HasPhones = true };

    public void Dispose()
    {
        Site.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static string MacOf(int number) => number <= 2 ? $"00258400000{number}" : $"00258400010{number}";

    protected static (string Path, string Text) PhoneFile(int number, string more = "") =>
        ($"phones/{number}.yaml", SmallOffice.Phone(MacOf(number), 150 + Math.Min(number, 2), "Desk", more));

    protected string Sip => File.ReadAllText(Path.Combine(Site.AsteriskDirectory, "current", "pjsip.conf"));

    protected async Task StartAsync(string rollout, string morePhone = "", int phones = 2, string more = "")
    {
        Site.Repository.Commit("Waves", ("site.yaml", SmallOffice.Site + "\n" + rollout));
        if (phones > 2 || morePhone.Length > 0 || more.Length > 0)
        {
            Directory.CreateDirectory(Path.Combine(Site.Served, "sw"));
            await File.WriteAllTextAsync(Path.Combine(Site.Served, "sw", "spa50x-30x-7-6-2.bin"), "image", TestContext.Current.CancellationToken);
            Site.Repository.Commit(
                "Phones",
                [
                    ("phones/anna.yaml", ""), ("phones/ben.yaml", ""),
                    .. Enumerable.Range(1, phones).Select(i => i == 1 ? (PhoneFile(1, morePhone).Path, PhoneFile(1, morePhone).Text + more) : PhoneFile(i, morePhone)),
                ]);
        }

        Assert.Equal(ExitCode.Done, (await Site.RunAsync()).ExitCode);
        Site.Time.Advance(TimeSpan.FromHours(1));
    }

    protected void ChangeAll(string stationName, params (string Path, string Text)[] more) =>
        Site.Repository.Commit("Change", [("profiles/base.yaml", SmallOffice.Profile + $"\nstationName: {stationName}\n"), .. more]);

    protected bool Has(string mac, string text) => Site.Profile(mac)!.Contains(text, StringComparison.Ordinal);

    protected string PasswordOf(int extension) => Sip.Split("\n[")
        .Where(section => section.StartsWith($"{extension}]", StringComparison.Ordinal))
        .SelectMany(section => section.Split('\n'))
        .First(line => line.StartsWith("password", StringComparison.Ordinal));

    /// <summary>Writes down what a look at the phone would have found.</summary>
    protected async Task ProveAsync(string mac, string fault = "")
    {
        Assert.True(MacAddress.TryParse(mac, out var address));
        Site.Time.Advance(TimeSpan.FromSeconds(2));
        var now = Site.Time.GetUtcNow();
        var book = Site.Phones.Load().Phones[address];
        var firmware = fault.Contains("firmware", StringComparison.Ordinal) ? "7.5.5" : "7.6.2";
        var seen = book with
        {
            State = PhoneState.Converged,
            StateSince = now,
            IsWhole = !fault.Contains("line", StringComparison.Ordinal),
            Seen = new Sighting("192.0.2.1:5060", $"Cisco/SPA504G-{firmware} cfg/{book.Profile.Tag}", now, null),
        };
        await Site.Phones.UpdateAsync(b => b.With([seen]), TestContext.Current.CancellationToken);
        await Site.Phones.SaveSummaryAsync(
            before => before! with { Observed = fault.Contains("before", StringComparison.Ordinal) ? now.AddHours(-1) : now }, TestContext.Current.CancellationToken);
    }
}
