using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>A named set of phone settings that many phones share.</summary>
public sealed record ProfileSpec : Spec
{
    public required Located<string> Name { get; init; }

    /// <summary>Profiles applied before this one.</summary>
    public required ImmutableArray<Located<string>> Extends { get; init; }

    public required SettingsSpec Settings { get; init; }

    /// <summary>Keys appended after the phone's own.</summary>
    public required ImmutableArray<KeySpec> Keys { get; init; }

    /// <summary>Parameters for phones of one model only, over the profile's own.</summary>
    public required ImmutableArray<ModelParametersSpec> Models { get; init; }
}

/// <summary>Parameters that hold for one model.</summary>
public sealed record ModelParametersSpec(Located<PhoneModel> Model, ImmutableArray<ParameterSpec> Parameters);
