using System.Collections.Frozen;

namespace Reconciler.Host.Ami;

/// <summary>The version and abilities of a connected Asterisk for this AMI user.</summary>
public sealed record PbxCapabilities
{
    /// <summary>As Asterisk names itself: <c>22.10.1</c> and what a distribution adds; <c>(AMI 11.0.0)</c> where the user may not ask.</summary>
    public required string Version { get; init; }

    /// <summary>The user that Asterisk was told to run as; empty: it was told none.</summary>
    public string RunUser { get; init; } = "";

    /// <summary>The AMI actions that exist and that the user may take.</summary>
    public required FrozenSet<string> Actions { get; init; }
}
