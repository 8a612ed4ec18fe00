using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>Settings that a profile or a phone gives; null or empty means: not said here.</summary>
public sealed record SettingsSpec
{
    public static SettingsSpec Empty { get; } = new();

    /// <summary>The phone's own name: on its screen (<c>Station_Display_Name</c>), and in its own pages and on older firmware's screen (<c>Station_Name</c>).</summary>
    public Located<string>? StationName { get; init; }

    public ServiceCodesSpec? ServiceCodes { get; init; }

    public Located<string>? SyslogServer { get; init; }

    public Located<string>? DebugServer { get; init; }

    /// <summary>0 (none) to 3.</summary>
    public Located<int>? DebugLevel { get; init; }

    /// <summary>An IANA zone name, or a fixed offset with an optional rule; one of the two forms.</summary>
    public Located<TimeZoneSpec>? TimeZone { get; init; }

    /// <summary>The phone's dial plan in its own language; emergency numbers are put in front.</summary>
    public Located<string>? DialPlan { get; init; }

    /// <summary>Password of the web pages' administrator.</summary>
    public Located<SecretReference>? AdminPassword { get; init; }

    /// <summary>Whether the phone's web server runs.</summary>
    public Located<bool>? WebServer { get; init; }

    /// <summary>The fields of the typed settings (<c>ntp</c>, <c>display</c> ...), by key (ordinal), each once.</summary>
    public ImmutableArray<SettingValue> Typed { get; init; } = [];

    /// <summary>Parameters of the catalogue by element name, in the order written.</summary>
    public ImmutableArray<ParameterSpec> Parameters { get; init; } = [];

    /// <summary>Parameters that the catalogue does not know, in the order written.</summary>
    public ImmutableArray<ParameterSpec> Unchecked { get; init; } = [];
}

/// <summary>One parameter: a text, or a secret's reference (then <see cref="Text"/> is null).</summary>
public sealed record ParameterSpec(Located<string> Name, Located<string>? Text, Located<SecretReference>? Secret);

/// <summary>A time zone: <see cref="Zone"/> (IANA), or <see cref="Offset"/> from UTC with an optional rule in the phone's language.</summary>
public sealed record TimeZoneSpec(string? Zone, TimeSpan? Offset, string? DaylightSavingRule);
