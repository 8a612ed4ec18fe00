using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Reading;
using Reconciler.Core.Rendering;
using Reconciler.Core.Secrets;
using Reconciler.Scheduling;
using Reconciler.Specs.Index;
using Reconciler.Specs.Loading;
using Reconciler.Testing;
using Reconciler.Testing.Fleets;

namespace Reconciler.Specs.Tests.Loading;

/// <summary>
/// Who remembers the last fleet reads of the next what differs, and comes to what reading everything gives: fleet, places, findings, files, plan. So does a
/// process that starts in between with what the one before it left on disk, whole or cut off by a kill.
/// RECONCILER_SEQUENCES says how many sequences of edits are tried.
/// </summary>
public sealed class FleetMemoryTests : IDisposable
{
    private const int ForcedPushes = 3;
    private const int Starts = 2;

    private static readonly long Sequences = long.Parse(Environment.GetEnvironmentVariable("RECONCILER_SEQUENCES") ?? "100", CultureInfo.InvariantCulture);

    /// <summary>A step edits files, or, as a forced push does, goes back to an earlier state; the last two are read by a process that has just started.</summary>
    private static readonly Gen<(int Kind, int Place)[]> Steps = Gen.Select(Gen.Int[0, EditedSite.Kinds + ForcedPushes + Starts - 1], Gen.Int[0, EditedSite.Phones - 1]).Array[1, 8];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AnySequenceOfEdits_ComesToWhatReadingEverythingGives() => Gen.Select(Gen.Int[1, 5], Steps).Sample(
        (seed, steps) =>
        {
            var index = _folder.PathOf(Guid.NewGuid().ToString("N"));
            var remembering = Start(index);
            var states = new List<ImmutableSortedDictionary<string, string>> { EditedSite.Files(seed) };
            var published = new Dictionary<string, PublishedFile>(StringComparer.Ordinal);
            var before = Compare(remembering, states[0], null, published);
            foreach (var (kind, place) in steps)
            {
                switch (kind - EditedSite.Kinds)
                {
                    case < 0:
                        states.Add(EditedSite.Edit(states[^1], kind, place));
                        break;
                    case < ForcedPushes:
                        states.Add(states[place % states.Count]);
                        break;
                    case ForcedPushes:
                        remembering = Start(index);
                        break;
                    default:
                        Cut(index, place);
                        remembering = Start(index);
                        break;
                }

                before = Compare(remembering, states[^1], before, published) ?? before;
            }

            File.Delete(index);
            File.Delete(index + ".judged");
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

    /// <summary>Another group, a phone that goes or comes, a profile that two of the phones have.</summary>
    [Theory]
    [InlineData(25, 3, 0)]
    [InlineData(9, 4, 0)]
    [InlineData(15, 3, 2)]
    public void Edit_OfWhatFewPhonesDependOn_KeepsTheOthers(int kind, int place, int anew)
    {
        var reader = new FleetReader(new SpecLoader(new SpecCache()), new QuartzWindowClock()) { Memory = new FleetMemory() };
        var files = EditedSite.Files(1);
        var before = Read(reader, files);
        var after = Read(reader, EditedSite.Edit(files, kind, place)).Fleet!;

        Assert.Equal(anew, after.Phones.Count(phone => !before.Fleet!.Phones.Contains(phone, ReferenceEqualityComparer.Instance)));
    }

    private static FleetReader Start(string index) =>
        new(new SpecLoader(new SpecCache(), new DocumentIndex(index, why => Assert.Fail(why)) { SpareBytes = 0 }), new QuartzWindowClock())
        {
            Memory = new FleetMemory(),
            Judged = new JudgedFile(index + ".judged", why => Assert.Fail(why)),
        };

    /// <summary>The process was killed while it wrote.</summary>
    private static void Cut(string index, int place)
    {
        foreach (var path in new[] { index, index + ".judged" })
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate);
            file.SetLength(file.Length * place / EditedSite.Phones);
        }
    }

    private static Pair? Compare(
        FleetReader remembering, ImmutableSortedDictionary<string, string> files, Pair? before, Dictionary<string, PublishedFile> published)
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
        Publish(pair.Followed, published);
        Assert.Equal(Render(pair.Whole).Select(a => $"{a.Target}/{a.Path} {a.InputDigest}"), published.Select(file => $"{file.Key} {file.Value.Inputs}"));
        AssertSameBytes(pair.Whole, published, before?.Whole);
        if (before is not null)
        {
            var plan = Planner.Create(before.Followed, pair.Followed);
            var expected = Planner.Create(before.Whole, pair.Whole);
            Assert.Equal(expected.Hash, plan.Hash);
            Assert.Equal(expected.ToJson(), plan.ToJson());
        }

        return pair;
    }

    /// <summary>Renders what has other inputs than what is published, as a run does.</summary>
    private static void Publish(EffectiveFleet fleet, Dictionary<string, PublishedFile> published)
    {
        var next = Render(fleet).Select(a => (Name: $"{a.Target}/{a.Path}", File: a)).ToList();
        var kept = next.ToDictionary(
            file => file.Name,
            file => published.TryGetValue(file.Name, out var known) && known.Inputs == file.File.InputDigest ? known : new PublishedFile(file.File.InputDigest, file.File.Render()),
            StringComparer.Ordinal);
        published.Clear();
        next.ForEach(file => published.Add(file.Name, kept[file.Name]));
    }

    /// <summary>Of the profiles, those that changed and a few others; of the files that phones share, all.</summary>
    private static void AssertSameBytes(EffectiveFleet whole, Dictionary<string, PublishedFile> published, EffectiveFleet? before)
    {
        var known = before is null ? [] : Render(before).Select(a => a.InputDigest).ToHashSet();
        foreach (var file in Render(whole).Where((a, i) => a.Phone is null || !known.Contains(a.InputDigest) || i % 8 == 0))
        {
            Assert.True(file.Render().AsSpan().SequenceEqual(published[$"{file.Target}/{file.Path}"].Bytes), file.Path);
        }
    }

    private static ImmutableArray<Artifact> Render(EffectiveFleet fleet) => new FleetRenderer(new ComparableSecretSource("generated")).Render(fleet).Artifacts;

    private static FleetReading Read(FleetReader reader, ImmutableSortedDictionary<string, string> files)
    {
        var tree = new MemoryTree();
        foreach (var (path, text) in files)
        {
            tree.Add(path, text);
        }

        return reader.Read(tree, null);
    }

    private sealed record PublishedFile(Digest Inputs, byte[] Bytes);

    private sealed record Pair(EffectiveFleet Whole, EffectiveFleet Followed);
}
