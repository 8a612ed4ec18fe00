using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Reading;
using Reconciler.Core.Rendering;
using Reconciler.Core.Secrets;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;
using Reconciler.Testing.Fleets;

namespace Reconciler.Specs.Tests.Loading;

/// <summary>
/// Who remembers the last fleet reads of the next what differs, and comes to what reading everything gives: fleet, places, findings, files, plan.
/// RECONCILER_SEQUENCES says how many sequences of edits are tried.
/// </summary>
public sealed class FleetMemoryTests
{
    private static readonly long Sequences = long.Parse(Environment.GetEnvironmentVariable("RECONCILER_SEQUENCES") ?? "200", CultureInfo.InvariantCulture);

    /// <summary>A step edits files, or, as a forced push does, goes back to an earlier state.</summary>
    private static readonly Gen<(int Kind, int Place)[]> Steps = Gen.Select(Gen.Int[0, EditedSite.Kinds + 2], Gen.Int[0, EditedSite.Phones - 1]).Array[1, 8];

    [Fact]
    public void AnySequenceOfEdits_ComesToWhatReadingEverythingGives() => Gen.Select(Gen.Int[1, 5], Steps).Sample(
        (seed, steps) =>
        {
            var remembering = new FleetReader(new SpecLoader(new SpecCache()), new QuartzWindowClock()) { Memory = new FleetMemory() };
            var states = new List<ImmutableSortedDictionary<string, string>> { EditedSite.Files(seed) };
            var before = Compare(remembering, states[0], null);
            foreach (var (kind, place) in steps)
            {
                states.Add(kind < EditedSite.Kinds ? EditedSite.Edit(states[^1], kind, place) : states[place % states.Count]);
                before = Compare(remembering, states[^1], before) ?? before;
            }
        },
        iter: Sequences);

    [Theory]
    [InlineData(0, 6)]
    [InlineData(4, 10)]
    public void Edit_OfOnePhone_KeepsTheOthers(int kind, int place)
    {
        var reader = new FleetReader(new SpecLoader(new SpecCache()), new QuartzWindowClock()) { Memory = new FleetMemory() };
        var files = EditedSite.Files(1);
        var before = Read(reader, files).Fleet!;

        var after = Read(reader, EditedSite.Edit(files, kind, place)).Fleet!;

        Assert.Single(after.Phones, phone => !before.Phones.Contains(phone, ReferenceEqualityComparer.Instance));
    }

    private static Pair? Compare(FleetReader remembering, ImmutableSortedDictionary<string, string> files, Pair? before)
    {
        var followed = Read(remembering, files);
        var whole = Read(new FleetReader(new SpecLoader(), new QuartzWindowClock()), files);
        Assert.Equal(whole.Diagnostics.Select(d => d.ToString()), followed.Diagnostics.Select(d => d.ToString()));
        Assert.Null(WholeValue.Difference(whole.Fleet, followed.Fleet));
        if (whole.Fleet is null)
        {
            return null;
        }

        var pair = new Pair(EffectiveFleet.Of(whole.Fleet), EffectiveFleet.Of(followed.Fleet!));
        Assert.Equal(Inputs(pair.Whole), Inputs(pair.Followed));
        if (before is not null)
        {
            var plan = Planner.Create(before.Followed, pair.Followed);
            var expected = Planner.Create(before.Whole, pair.Whole);
            Assert.Equal(expected.Hash, plan.Hash);
            Assert.Equal(expected.ToJson(), plan.ToJson());
        }

        return pair;
    }

    private static IEnumerable<string> Inputs(EffectiveFleet fleet) =>
        new FleetRenderer(new ComparableSecretSource("generated")).Render(fleet).Artifacts.Select(a => $"{a.Target}/{a.Path} {a.InputDigest}");

    private static FleetReading Read(FleetReader reader, ImmutableSortedDictionary<string, string> files)
    {
        var tree = new MemoryTree();
        foreach (var (path, text) in files)
        {
            tree.Add(path, text);
        }

        return reader.Read(tree, null);
    }

    private sealed record Pair(EffectiveFleet Whole, EffectiveFleet Followed);
}
