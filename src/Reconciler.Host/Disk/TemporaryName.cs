using System.Security.Cryptography;
using Reconciler.Core.Digests;

namespace Reconciler.Host.Disk;

/// <summary>Names for what is not finished. Each is unique, so that what a crash leaves behind is never in the way of the next attempt.</summary>
internal static class TemporaryName
{
    private const string Prefix = ".tmp-";

    private const int HexDigits = 16;

    public static string In(string directory) => Path.Combine(directory, Prefix + RandomNumberGenerator.GetHexString(HexDigits, lowercase: true));

    /// <summary>Whether a name is debris of ours.</summary>
    public static bool IsOne(string name) =>
        name.Length == Prefix.Length + HexDigits
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && HexText.IsLowerCase(name.AsSpan(Prefix.Length));
}
