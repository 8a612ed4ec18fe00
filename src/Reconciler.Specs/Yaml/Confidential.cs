using System.Collections.Frozen;

namespace Reconciler.Specs.Yaml;

/// <summary>Keys under which a secret may stand, also by mistake: nothing below them is ever echoed, neither values nor unknown keys.</summary>
internal static class Confidential
{
    private static readonly FrozenSet<string> Keys = FrozenSet.ToFrozenSet(
        ["secret", "pin", "password", "userPassword", "value", "parameters", "unchecked", "endpoint"], StringComparer.Ordinal);

    public static bool Covers(string key) => Keys.Contains(key);
}
