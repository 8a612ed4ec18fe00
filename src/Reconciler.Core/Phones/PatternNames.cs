using System.Globalization;

namespace Reconciler.Core.Phones;

/// <summary>Element names from patterns.</summary>
internal static class PatternNames
{
    /// <summary><c>Proxy_{n}_</c> at 2 is <c>Proxy_2_</c>.</summary>
    public static string At(string pattern, int index) =>
        pattern.Replace("{n}", Text(index), StringComparison.Ordinal).Replace("{u}", Text(index), StringComparison.Ordinal);

    /// <summary><c>Unit_{u}_Key_{k}</c> at 1, 32 is <c>Unit_1_Key_32</c>.</summary>
    public static string At(string pattern, int unit, int key) =>
        At(pattern, unit).Replace("{k}", Text(key), StringComparison.Ordinal);

    private static string Text(int index) => index.ToString(CultureInfo.InvariantCulture);
}
