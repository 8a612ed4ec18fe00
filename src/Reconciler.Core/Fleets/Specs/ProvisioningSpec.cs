using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>Where phones fetch their files, and how often they look.</summary>
public sealed record ProvisioningSpec
{
    /// <summary><c>tftp://</c>, <c>http://</c> or <c>https://</c>, host, optional port; no path, no user info.</summary>
    public required Located<string> Url { get; init; }

    /// <summary><c>https://</c>, host, optional port: where phones fetch the key of their profile; null: keys are typed in at the desk, or there are none.</summary>
    public Located<string>? KeyUrl { get; init; }

    /// <summary>Whether profiles are published encrypted.</summary>
    public bool Encrypt { get; init; }

    /// <summary>Where firmware images are fetched, in the form of <see cref="Url"/>; null: there.</summary>
    public Located<string>? FirmwareUrl { get; init; }

    /// <summary>One segment with its leading slash: <c>/xml</c>.</summary>
    public required string ProfilePath { get; init; }

    /// <summary>One segment with its leading slash: <c>/sw</c>.</summary>
    public required string FirmwarePath { get; init; }

    /// <summary><c>Resync_Periodic</c> of the bootstrap file: how soon a new phone fetches its profile. Whole seconds.</summary>
    public required TimeSpan BootstrapResync { get; init; }

    /// <summary><c>Resync_On_Reset</c>.</summary>
    public required bool ResyncOnReset { get; init; }

    /// <summary><c>Resync_Periodic</c> of the profile. Whole seconds.</summary>
    public required TimeSpan ResyncEvery { get; init; }

    /// <summary><c>Resync_Error_Retry_Delay</c> of the profile, whole seconds; null: the smaller of <see cref="ResyncEvery"/> and an hour.</summary>
    public TimeSpan? ResyncRetry { get; init; }

    /// <summary><c>Resync_Random_Delay</c>; the phone counts in steps of 20 s.</summary>
    public required TimeSpan ResyncRandomDelay { get; init; }
}
