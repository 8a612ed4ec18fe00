namespace Reconciler.Specs.Yaml;

/// <summary>Knows the encodings with two or four bytes a character, which editors on Windows save by the name of "Unicode".</summary>
internal static class TextEncodings
{
    private const int Looked = 256;

    /// <summary>Its name; null where the bytes may be UTF-8.</summary>
    public static string? Wide(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe, 0, 0]) || bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xfe, 0xff]))
        {
            return "UTF-32";
        }

        return bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]) || HasNullEverySecond(bytes) ? "UTF-16" : null;
    }

    /// <summary>Without a byte order mark, Latin letters in UTF-16 show by the null of each.</summary>
    private static bool HasNullEverySecond(ReadOnlySpan<byte> bytes)
    {
        var looked = bytes[..(Math.Min(bytes.Length, Looked) & ~1)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < looked.Length; i += 2)
        {
            even += looked[i] == 0 ? 1 : 0;
            odd += looked[i + 1] == 0 ? 1 : 0;
        }

        // Most, not all: a name in another script has none.
        return looked.Length >= 4 && Math.Abs(even - odd) > looked.Length / 4;
    }
}
