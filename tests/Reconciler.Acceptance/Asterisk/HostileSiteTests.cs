using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Reading;
using Reconciler.Core.Rendering;
using Reconciler.Core.Secrets;
using Reconciler.Host.Disk;
using Reconciler.Host.Secrets;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;
using Reconciler.Testing;

namespace Reconciler.Acceptance.Asterisk;

/// <summary>A site that is valid where it is reviewed never fails on the host: whatever its texts are, a real Asterisk has exactly what was meant.</summary>
public sealed class HostileSiteTests(Asterisk22Bench bench22, Asterisk16Bench bench16) : IClassFixture<Asterisk22Bench>, IClassFixture<Asterisk16Bench>
{
    [Fact]
    public Task ValidSite_IsWhatPjsipOf22Has() => CheckAsync(bench22, SipChannel.Pjsip);

    [Fact]
    public Task ValidSite_IsWhatPjsipOf16Has() => CheckAsync(bench16, SipChannel.Pjsip);

    [Fact]
    public Task ValidSite_IsWhatChanSipOf16Has() => CheckAsync(bench16, SipChannel.Sip);

    private static async Task CheckAsync(PbxBench bench, SipChannel channel)
    {
        await bench.ResetAsync();
        await using var control = bench.Control();
        for (var seed = 1; seed <= 3; seed++)
        {
            var fleet = ValidPart(new HostileSites(seed, channel == SipChannel.Pjsip ? "pjsip" : "sip"));
            var intended = new FleetRenderer(new HostSecretSource(new MasterKey(new byte[32]), "hq", _ => null, null)).Render(fleet).Asterisk.Value;
            Assert.Empty(await control.CheckSyntaxAsync(bench.Stage(intended), TestContext.Current.CancellationToken));

            await bench.ActivateAsync(control, intended);

            var problems = await control.ReadBackAsync(intended, previous: null, TestContext.Current.CancellationToken);
            Assert.Equal("", string.Join('\n', problems.Select(p => $"seed {seed}, {p.Subject}: {p.Message}")));
        }
    }

    /// <summary>What is left once every file with a finding is taken away, as often as that leaves findings.</summary>
    private static EffectiveFleet ValidPart(HostileSites sites)
    {
        using var folder = new TemporaryFolder();
        folder.Write("site.yaml", sites.Site());
        foreach (var (path, text) in sites.Objects())
        {
            folder.Write(path, text);
        }

        var reader = new FleetReader(new SpecLoader(), new QuartzWindowClock());
        while (true)
        {
            var reading = reader.Read(new FolderTree(folder.FullPath), null);
            var wrong = reading.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Location.File).Distinct().ToList();
            if (wrong.Count == 0)
            {
                Assert.True(reading.Fleet!.Extensions.Length > 50, "most of the texts were refused");
                return EffectiveFleet.Of(reading.Fleet);
            }

            Assert.DoesNotContain("site.yaml", wrong);
            wrong.ForEach(file => File.Delete(Path.Combine(folder.FullPath, file)));
        }
    }
}
