using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Explaining;

/// <summary>Numbers that mean something at a site though no spec of their own describes them.</summary>
internal static class ReservedNumbers
{
    /// <summary>The site's use of a number, as a sentence; null: none.</summary>
    public static string? Find(SiteSpec site, string number)
    {
        if (Array.Find([.. site.Emergency], e => e.Value == number) is { Value: not null } emergency)
        {
            return $"It is an emergency number ({emergency.Location}): phones dial it without a timer, and Asterisk's own outbound context takes it.";
        }

        if (new ExternalNumbers(site.External).TryFind(number, out var range))
        {
            return $"It is one of the numbers outside the specs ({range.Location}): what it does is the administrator's own.";
        }

        return Feature(number, site.Features.Voicemail?.Value, "calls the caller's own voicemail", site, "voicemail")
            ?? Feature(number, site.Features.GroupPickup?.Value, "picks up a ringing call of the own pickup group", site, "groupPickup")
            ?? Feature(number, site.Features.DirectedPickup?.Value, "before an extension, picks up the call that rings there", site, "directedPickup")
            ?? Feature(number, site.Features.CallPark?.Value, "parks a call", site, "callPark")
            ?? Feature(number, site.Features.CallUnpark?.Value, "takes a parked call back", site, "callUnpark");
    }

    private static string? Feature(string number, string? code, string what, SiteSpec site, string key)
    {
        var place = site.Written.Find($"features.{key}") is { } written ? $"{written}" : "built in";
        return code == number ? $"It is a feature code ({place}): it {what}." : null;
    }
}
