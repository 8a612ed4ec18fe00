using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>Feature codes; each is dialled text, null where the feature is off (the key written as an empty text).</summary>
public sealed record FeaturesSpec
{
    /// <summary>Calls the caller's own voicemail. Default <c>*97</c>.</summary>
    public required Located<string>? Voicemail { get; init; }

    /// <summary>Picks up a ringing call of the own pickup group. Default <c>*8</c>.</summary>
    public required Located<string>? GroupPickup { get; init; }

    /// <summary>Prefix before an extension: picks up the call that rings there. Default <c>**</c>.</summary>
    public required Located<string>? DirectedPickup { get; init; }

    /// <summary>The code that parks a call; the parking lot is the administrator's own. Default: none.</summary>
    public Located<string>? CallPark { get; init; }

    /// <summary>The code that takes a parked call back, before its parking place. Default: none.</summary>
    public Located<string>? CallUnpark { get; init; }

    /// <summary>Those that the site has, each with its key in site.yaml.</summary>
    internal IEnumerable<(string Key, Located<string> Code)> Given
    {
        get
        {
            foreach (var (key, code) in new[]
            {
                ("features.voicemail", Voicemail), ("features.groupPickup", GroupPickup), ("features.directedPickup", DirectedPickup),
                ("features.callPark", CallPark), ("features.callUnpark", CallUnpark),
            })
            {
                if (code is { } given)
                {
                    yield return (key, given);
                }
            }
        }
    }
}
