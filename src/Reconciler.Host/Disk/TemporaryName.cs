using System.Security.Cryptography;
using Reconciler.Core.Digests;

namespace Reconciler.Host.Disk;

/// <summary>
/// Names for what is not finished. Each is unique, so that what a crash leaves behind is never in the way of the next attempt, and says which process writes it, so
/// that what another one is at is not taken for what a crash left.
/// </summary>
internal static class TemporaryName
{
    private const string Prefix = ".tmp-";

    private const int HexDigits = 16;

    public static string In(string directory) => Path.Combine(directory, $"{Prefix}{RandomNumberGenerator.GetHexString(HexDigits, lowercase: true)}-{ProcessMark.Own}");

    /// <summary>Whether a name is one of ours.</summary>
    public static bool IsOne(string name) => IsOne(name, out _);

    /// <summary>Whether a name is one of ours that nobody will finish any more.</summary>
    public static bool IsAbandoned(string name) => IsOne(name, out var writer) && writer is not { IsAlive: true };

    // Without a writer: as earlier versions named them.
    private static bool IsOne(string name, out ProcessMark? writer)
    {
        writer = null;
        if (name.Length < Prefix.Length + HexDigits || !name.StartsWith(Prefix, StringComparison.Ordinal) || !HexText.IsLowerCase(name.AsSpan(Prefix.Length, HexDigits)))
        {
            return false;
        }

        var rest = name.AsSpan(Prefix.Length + HexDigits);
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest[0] != '-' || !ProcessMark.TryParse(rest[1..], out var mark))
        {
            return false;
        }

        writer = mark;
        return true;
    }
}
