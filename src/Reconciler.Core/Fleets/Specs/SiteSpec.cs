using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Specs;

/// <summary><c>site.yaml</c>: the PBX, the provisioning server, and what holds for every phone.</summary>
public sealed record SiteSpec : Spec
{
    /// <summary>Names the site in status, in derived secrets and in the owner record of each root.</summary>
    public required Located<string> Name { get; init; }

    public required ProvisioningSpec Provisioning { get; init; }

    public required AsteriskSpec Asterisk { get; init; }

    public required FeaturesSpec Features { get; init; }

    /// <summary>First in every dial plan, without a timer. Default: none.</summary>
    public required ImmutableArray<Located<string>> Emergency { get; init; }

    /// <summary>Numbers that exist outside the specs: a number (<c>0</c>) or a range (<c>701-720</c>); valid targets of keys.</summary>
    public required ImmutableArray<Located<NumberRange>> External { get; init; }

    /// <summary>The firmware catalogue: what a version's image file is called, by model.</summary>
    public required ImmutableArray<FirmwareImageSpec> Firmware { get; init; }

    /// <summary>The profile applied to every phone first; null: none.</summary>
    public required Located<string>? DefaultProfile { get; init; }

    /// <summary>How a change reaches the phones; null: all at once.</summary>
    public RolloutSpec? Rollout { get; init; }

    /// <summary>When phones may be restarted by a change; empty: always.</summary>
    public ImmutableArray<WindowSpec> Windows { get; init; } = [];

    /// <summary>Models whose bootstrap files are published; empty in the file means all supported, so never empty here.</summary>
    public required ImmutableArray<PhoneModel> Models { get; init; }

    /// <summary>Which keys the file gives, and where: what else holds is built in.</summary>
    public WrittenKeys Written { get; init; } = WrittenKeys.None;
}

/// <summary>One entry of the firmware catalogue.</summary>
/// <param name="Model">Whose firmware it is.</param>
/// <param name="Version">As the phone calls it.</param>
/// <param name="Image">The file's name under <c>provisioning.firmwarePath</c>.</param>
/// <param name="Via">The stepping stone: a version of the same model that a phone with anything older must run first; null: none is needed.</param>
public sealed record FirmwareImageSpec(PhoneModel Model, Located<string> Version, Located<string> Image, Located<string>? Via = null);
