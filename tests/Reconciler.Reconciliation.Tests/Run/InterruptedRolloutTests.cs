using Reconciler.Core.Fleets;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>A run that breaks off in the middle of a rollout, or finds what it knew of the phones lost: no phone gets the change for it that would not have got it otherwise.</summary>
public sealed class InterruptedRolloutTests : IDisposable
{
    private const string Anna = "002584000001";
    private const string Ben = "002584000002";
    private const string Waves = "rollout: { waves: [ { canary: [\"00:25:84:00:00:01\"] } ], settle: 5m, deadline: 30m, onFailure: hold }\n";

    private readonly Site _site = new() { HasPhones = true };

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Wave_SwitchedButNotHandedOver_IsNotJudgedByWhatItsPhonesHadBefore()
    {
        await StartAsync();
        Assert.Equal(ExitCode.PublishFailed, (await RunWithoutHandOverAsync()).ExitCode);

        await _site.RunAsync();
        await _site.PassAsync(TimeSpan.FromMinutes(6));
        await _site.RunAsync();

        Assert.True(Has(Anna, "Paris"));
        Assert.False(Has(Ben, "Paris"));
        Assert.Equal(1, _site.Remembered.Rollout!.Wave);
        await _site.SeeAsync(Anna);
        await _site.PassAsync(TimeSpan.FromMinutes(6));
        await _site.RunAsync();
        Assert.True(Has(Ben, "Paris"));
        Assert.Null(_site.Remembered.Rollout);
    }

    [Fact]
    public async Task Wave_SwitchedButNotHandedOver_IsHandedOverAlsoWhileTheHeadIsRefused()
    {
        await StartAsync();
        await RunWithoutHandOverAsync();
        var before = Book(Anna).Profile.Tag;
        _site.Repository.Commit("Typo", ("profiles/base.yaml", SmallOffice.Profile + "\nstationNmae: Rome\n"));

        Assert.Equal(ExitCode.Invalid, (await _site.RunAsync()).ExitCode);

        Assert.NotEqual(before, Book(Anna).Profile.Tag);
        Assert.True(Has(Anna, "Paris"));
        Assert.False(Has(Ben, "Paris"));
        Assert.Equal(1, _site.Remembered.Rollout!.Wave);
    }

    [Fact]
    public async Task PhoneBook_LostWhileAWaveIsOut_ProvesNothing()
    {
        await StartAsync();
        await _site.RunAsync();
        await _site.PassAsync(TimeSpan.FromMinutes(6));
        File.Delete(Path.Combine(_site.State, "phones", "phones.json"));

        await _site.RunAsync();

        Assert.False(Has(Ben, "Paris"));
        Assert.Equal(1, _site.Remembered.Rollout!.Wave);
    }

    /// <summary>Both phones published and seen for long, and a change of both pushed, which Asterisk has to load too.</summary>
    private async Task StartAsync()
    {
        _site.Repository.Commit("Waves", ("site.yaml", SmallOffice.Site + "\n" + Waves));
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        await _site.SeeAsync(Anna);
        await _site.SeeAsync(Ben);
        await _site.PassAsync(TimeSpan.FromHours(1));
        _site.Repository.Commit(
            "Change",
            ("profiles/base.yaml", SmallOffice.Profile + "\nstationName: Paris\n"),
            ("groups/all.yaml", "group: 600\nring: [151, 152]\n"));
    }

    /// <summary>A run that ends between the switch and the writing down of what the phones are to run.</summary>
    private async Task<RunOutcome> RunWithoutHandOverAsync()
    {
        var book = Path.Combine(_site.State, "phones", "phones.json");
        _site.Pbx.OnReadBack = () =>
        {
            File.Move(book, book + ".aside");
            Directory.CreateDirectory(Path.Combine(book, "in-the-way"));
        };
        var outcome = await _site.RunAsync();
        _site.Pbx.OnReadBack = null;
        Directory.Delete(book, recursive: true);
        File.Move(book + ".aside", book);
        return outcome;
    }

    private FollowedPhone Book(string mac) => MacAddress.TryParse(mac, out var address) ? _site.Phones.Load().Phones[address] : throw new ArgumentException("no MAC", nameof(mac));

    private bool Has(string mac, string text) => _site.Profile(mac)!.Contains(text, StringComparison.Ordinal);
}
