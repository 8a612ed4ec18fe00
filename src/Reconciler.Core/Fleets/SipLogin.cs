using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>The login of an extension: the name of its endpoint or peer, its auth and its aor, and the user part of REGISTER.</summary>
public static class SipLogin
{
    /// <summary>The suffix of the auth that holds the old password during a rotation.</summary>
    private const string PreviousSuffix = "-prev";

    /// <summary>The suffix of the auth whose password the previous master key gives.</summary>
    private const string FormerSuffix = "-key";

    /// <summary>The extension's <c>user</c>, else its number.</summary>
    public static string Of(ExtensionSpec extension) => extension.User?.Value ?? extension.Number.Value.ToString();

    /// <summary>The section of the old password, while there is one.</summary>
    public static string PreviousOf(ExtensionSpec extension) => Of(extension) + PreviousSuffix;

    /// <summary>The section beside one of the two above, while the master key is rotated.</summary>
    public static string FormerOf(string section) => section + FormerSuffix;
}
