using System.Collections.Immutable;
using CsCheck;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Planning;
using Reconciler.Core.Reading;
using Reconciler.Core.Rendering;
using Reconciler.Core.Secrets;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;
using Reconciler.Testing.Fleets;
using Spec = Reconciler.Core.Fleets.Specs.Spec;

namespace Reconciler.Specs.Tests;

/// <summary>A plan looks only at what is made of other documents than before. It says what it would say if it looked at everything.</summary>
public sealed class PlanShortcutTests
{
    private const int Phones = 24;

    private static readonly Gen<(int Kind, int Place)[]> Edits = Gen.Select(Gen.Int[0, 8], Gen.Int[0, Phones - 1]).Array[0, 3];

    [Fact]
    public void Plan_OfAnyChange_IsThatOfAllFilesComparedByContent() => Gen.Select(Gen.Int[1, 5], Edits).Sample(
        (seed, edits) =>
        {
            var (from, to) = Read(seed, edits);

            var plan = Plan(from, to);
            var whole = Plan(Unknown(from), to);

            Assert.Equal(whole.Hash, plan.Hash);
            Assert.Equal(whole.ToJson(), plan.ToJson());
            Assert.Equal(
                new FleetFiles(Unknown(from), to).Diffs(whole.Artifacts).Select(d => d.Text),
                new FleetFiles(from, to).Diffs(plan.Artifacts).Select(d => d.Text));
        },
        iter: 40);

    [Fact]
    public void Plan_OfAnyChange_NamesTheFilesWhoseBytesDiffer() => Gen.Select(Gen.Int[1, 5], Edits).Sample(
        (seed, edits) =>
        {
            var (from, to) = Read(seed, edits);
            var (before, after) = (Bytes(from), Bytes(to));

            Assert.Equal(
                before.Keys.Union(after.Keys).Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name)).Order(StringComparer.Ordinal),
                new FleetFiles(from, to).Changes().Select(change => $"{change.Target}/{change.Path}").Order(StringComparer.Ordinal));
        },
        iter: 20);

    [Fact]
    public void Plan_OfOneChangedPhone_RendersItTwiceAndNoOther()
    {
        var (from, to) = Read(1, [(0, 6)]);
        var rendered = new List<MacAddress>();

        Planner.Create(new PlanRequest
        {
            From = from,
            To = to,
            RenderProfile = phone =>
            {
                rendered.Add(phone.Phone.Mac);
                return PhoneRenderer.Render(phone, new MaskedSecretSource(), "");
            },
        });

        Assert.Equal([FleetGenerator.MacOf(6), FleetGenerator.MacOf(6)], rendered.Select(mac => mac.ToString()));
    }

    private static Plan Plan(EffectiveFleet from, EffectiveFleet to) =>
        Planner.Create(new PlanRequest { From = from, To = to, Artifacts = new FleetFiles(from, to).Changes() });

    /// <summary>The same fleet, none of whose documents is known for one of the other's.</summary>
    private static EffectiveFleet Unknown(EffectiveFleet fleet) => fleet with
    {
        Site = Unknown(fleet.Site),
        Phones = [.. fleet.Phones.Select(p => p with { Phone = p.Phone with { InputDigest = Other(p.Phone.InputDigest) } })],
        Extensions = [.. fleet.Extensions.Select(e => e with { Spec = Unknown(e.Spec) })],
        Groups = [.. fleet.Groups.Select(Unknown)],
        Routes = [.. fleet.Routes.Select(Unknown)],
    };

    private static T Unknown<T>(T spec)
        where T : Spec => spec with { Digest = Other(spec.Digest) };

    private static Digest Other(Digest digest) => digest with { D = ~digest.D };

    private static Dictionary<string, string> Bytes(EffectiveFleet fleet) => new FleetRenderer(new ComparableSecretSource(fleet.Site.Name.Value))
        .Render(fleet).Artifacts.ToDictionary(a => $"{a.Target}/{a.Path}", a => Convert.ToHexString(a.Render()), StringComparer.Ordinal);

    /// <summary>A generated site before and after edits, read as <c>plan</c> reads both: what did not change is parsed once.</summary>
    private static (EffectiveFleet From, EffectiveFleet To) Read(int seed, (int Kind, int Place)[] edits)
    {
        var files = new FleetGenerator(Phones, seed).Files().ToImmutableSortedDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal);
        var edited = edits.Aggregate(files, (texts, edit) => Edit(texts, edit.Kind, edit.Place));
        var reader = new FleetReader(new SpecLoader(new SpecCache()), new QuartzWindowClock());
        var to = Read(reader, edited);
        return (Read(reader, files), to);
    }

    private static EffectiveFleet Read(FleetReader reader, ImmutableSortedDictionary<string, string> files)
    {
        var tree = new MemoryTree();
        foreach (var (path, text) in files)
        {
            tree.Add(path, text);
        }

        var reading = reader.Read(tree, null);
        Assert.True(reading.IsValid, string.Join('\n', reading.Diagnostics));
        return EffectiveFleet.Of(reading.Fleet!);
    }

    private static ImmutableSortedDictionary<string, string> Edit(ImmutableSortedDictionary<string, string> files, int kind, int place)
    {
        // Phones of even index have a file of their own.
        var (own, phone) = (FleetGenerator.PathOf(place & ~1), FleetGenerator.MacOf(place & ~1));
        return kind switch
        {
            0 => Replace(files, own, "model:", $"stationName: Desk of {place}\nmodel:", unlessIn: "stationName"),
            1 => Replace(files, own, $"mac: \"{phone}\"", $"address: 192.0.2.{100 + place}\nmac: \"{phone}\"", unlessIn: "address"),
            2 => files.Remove(own),
            3 => Replace(files, $"profiles/team-{place % 12}.yaml", "stationName: Team", "stationName: Crew"),
            4 => Replace(files, "profiles/base.yaml", "derive: 1", "derive: 2"),
            5 => Replace(files, "extensions/0000.yaml", $"extension: {FleetGenerator.ExtensionOf(place)}, name: ", $"extension: {FleetGenerator.ExtensionOf(place)}, name: New ", unlessIn: "New"),
            6 => Replace(files, "extensions/0000.yaml", $"extension: {FleetGenerator.ExtensionOf(place)},", $"extension: {FleetGenerator.ExtensionOf(place)}, secret: {{ derive: 2 }},", unlessIn: "secret"),
            7 => Replace(files, "site.yaml", "name: generated", "name: renamed"),
            _ => Replace(files, "site.yaml", "url: tftp://192.168.2.245", "url: tftp://192.168.2.245\n  profilePath: /phones", unlessIn: "profilePath"),
        };
    }

    private static ImmutableSortedDictionary<string, string> Replace(
        ImmutableSortedDictionary<string, string> files, string path, string old, string text, string? unlessIn = null) =>
        files.TryGetValue(path, out var file) && (unlessIn is null || !file.Contains(unlessIn, StringComparison.Ordinal))
            ? files.SetItem(path, file.Replace(old, text, StringComparison.Ordinal))
            : files;
}
