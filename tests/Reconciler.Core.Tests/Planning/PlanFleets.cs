using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Planning;

/// <summary>Fleets to plan between.</summary>
internal static class PlanFleets
{
    public const string Mac1 = "002584061156";
    public const string Mac2 = "002584d8d147";

    public static EffectiveFleet Of(params Spec[] specs) => Of(Given.Site(), specs);

    public static EffectiveFleet Of(SiteSpec site, params Spec[] specs)
    {
        var resolution = FleetResolver.Resolve(Given.Specs(site, specs), null);
        return EffectiveFleet.Of(Assert.IsType<Fleet>(resolution.Fleet));
    }

    /// <summary>A spec as it is after an edit: the reader would have given it another digest.</summary>
    public static T Edited<T>(this T spec)
        where T : Spec => spec with { Digest = Given.DigestOf(spec.Digest.ToString(), "edited") };

    /// <summary>Some fleet: extensions with and without voicemail, phones of all sorts, groups and routes.</summary>
    public static Spec[] Some(int seed)
    {
        var random = new Random(seed);
        var specs = new List<Spec>();
        var count = random.Next(2, 12);
        for (var i = 0; i < count; i++)
        {
            var number = $"{100 + i}";
            specs.Add(Given.Extension(number, random.Next(2) == 0 ? null : $"Name {random.Next(5)}") with
            {
                Voicemail = random.Next(2) == 0 ? null : Given.Voicemail(number),
                RingTime = TimeSpan.FromSeconds(random.Next(10, 60)),
            });
            if (random.Next(3) > 0)
            {
                specs.Add(Given.Phone(
                    $"0025840000{i:x2}", random.Next(2) == 0 ? "SPA504G" : "SPA525G", Given.Line(number, $"L{random.Next(9)}"), Given.Blf($"{100 + random.Next(count)}")));
            }
        }

        specs.Add(Given.Group("600", "100", "101"));
        specs.Add(Given.Route($"{random.Next(200, 900)}", "600"));
        return [.. specs];
    }
}
