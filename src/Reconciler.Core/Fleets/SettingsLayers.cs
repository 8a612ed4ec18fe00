using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>Lays settings over each other, later over earlier; each value keeps the place that set it.</summary>
internal sealed class SettingsLayers
{
    private readonly Dictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);

    private SettingsSpec _settings = SettingsSpec.Empty;

    /// <summary>The layers that a profile adds to those before it on phones of a model: its own settings, then those that it has for the model alone.</summary>
    public static IEnumerable<SettingsSpec> Of(ProfileSpec profile, PhoneModel model)
    {
        yield return profile.Settings;
        foreach (var forModel in profile.Models)
        {
            if (forModel.Model.Value == model)
            {
                yield return SettingsSpec.Empty with { Parameters = forModel.Parameters };
            }
        }
    }

    /// <summary>One layer over another. Where the upper says nothing, the lower itself is returned.</summary>
    public static SettingsSpec Over(SettingsSpec lower, SettingsSpec upper)
    {
        if (upper == SettingsSpec.Empty)
        {
            return lower;
        }

        if (upper.Parameters.IsEmpty && upper.Unchecked.IsEmpty)
        {
            return Scalars(lower, upper);
        }

        var layers = new SettingsLayers();
        layers.Add(lower);
        layers.Add(upper);
        return layers.Build();
    }

    public void Add(SettingsSpec upper)
    {
        _settings = Scalars(_settings, upper);
        Put(upper.Parameters, isUnchecked: false);
        Put(upper.Unchecked, isUnchecked: true);
    }

    public SettingsSpec Build()
    {
        var names = new string[_parameters.Count];
        _parameters.Keys.CopyTo(names, 0);
        Array.Sort(names, StringComparer.Ordinal);
        var known = ImmutableArray.CreateBuilder<ParameterSpec>(names.Length);
        var beyond = ImmutableArray.CreateBuilder<ParameterSpec>();
        foreach (var name in names)
        {
            var parameter = _parameters[name];
            (parameter.IsUnchecked ? beyond : known).Add(parameter.Spec);
        }

        return _settings with { Parameters = known.ToImmutable(), Unchecked = beyond.ToImmutable() };
    }

    private static SettingsSpec Scalars(SettingsSpec lower, SettingsSpec upper) => lower with
    {
        StationName = upper.StationName ?? lower.StationName,
        ServiceCodes = upper.ServiceCodes?.Over(lower.ServiceCodes) ?? lower.ServiceCodes,
        SyslogServer = upper.SyslogServer ?? lower.SyslogServer,
        DebugServer = upper.DebugServer ?? lower.DebugServer,
        DebugLevel = upper.DebugLevel ?? lower.DebugLevel,
        TimeZone = upper.TimeZone ?? lower.TimeZone,
        DialPlan = upper.DialPlan ?? lower.DialPlan,
        AdminPassword = upper.AdminPassword ?? lower.AdminPassword,
        WebServer = upper.WebServer ?? lower.WebServer,
        Typed = Merged(lower.Typed, upper.Typed),
    };

    private static ImmutableArray<SettingValue> Merged(ImmutableArray<SettingValue> lower, ImmutableArray<SettingValue> upper)
    {
        if (lower.IsEmpty || upper.IsEmpty)
        {
            return lower.IsEmpty ? upper : lower;
        }

        var byKey = new SortedDictionary<string, SettingValue>(StringComparer.Ordinal);
        foreach (var value in lower.AsSpan())
        {
            byKey[value.Key] = value;
        }

        foreach (var value in upper.AsSpan())
        {
            byKey[value.Key] = value;
        }

        return [.. byKey.Values];
    }

    // A name set by a later layer replaces it wherever an earlier one put it, be it under `parameters` or `unchecked`.
    private void Put(ImmutableArray<ParameterSpec> parameters, bool isUnchecked)
    {
        foreach (var parameter in parameters)
        {
            _parameters[parameter.Name.Value] = new Parameter(parameter, isUnchecked);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Parameter(ParameterSpec Spec, bool IsUnchecked);
}
