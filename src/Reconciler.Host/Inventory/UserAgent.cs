using Reconciler.Core.Phones.Families;

namespace Reconciler.Host.Inventory;

/// <summary>
/// The name that a phone gives itself when it registers: <c>Cisco/SPA525G-7.2.30 cfg/0a1b2c3d</c>. Anybody who can register can write anything here, so it
/// is cut short, holds no control characters, and is only ever compared and shown.
/// </summary>
/// <param name="Text">The whole of it, cleaned; empty where the phone gave none or Asterisk could not read it.</param>
/// <param name="Model">The product's name; null: not a phone that Reconciler knows the manner of.</param>
/// <param name="Firmware">The version that runs; null: not said.</param>
/// <param name="Tag">The revision tag of the profile that runs; null: none of Reconciler's.</param>
/// <param name="IsGarbled">True where something had to be cleaned or cut off.</param>
public sealed record UserAgent(string Text, string? Model, string? Firmware, string? Tag, bool IsGarbled)
{
    private const int LongestText = 120;
    private const int TagDigits = 8;
    private const string TagMark = " cfg/";

    /// <summary>Nothing was said.</summary>
    public static UserAgent None { get; } = new("", null, null, null, IsGarbled: false);

    /// <summary>Takes any text; what it cannot read stays in <see cref="Text"/> alone.</summary>
    public static UserAgent Parse(string? raw)
    {
        if (string.IsNullOrEmpty(raw))
        {
            return None;
        }

        var text = Clean(raw);
        var product = DeviceFamilies.Read(text);
        return new UserAgent(text, product?.Model, product?.Firmware, TagOf(text), text != raw);
    }

    public override string ToString() => Text;

    /// <summary>Printable on a terminal, in a log and in a table: neither control characters (those of direction too) nor an endless length.</summary>
    private static string Clean(string raw)
    {
        var text = raw.Length > LongestText ? raw[..LongestText] : raw;
        return string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c : '?'));
    }

    private static string? TagOf(string text)
    {
        var mark = text.IndexOf(TagMark, StringComparison.Ordinal);
        if (mark < 0)
        {
            return null;
        }

        var tag = text[(mark + TagMark.Length)..].Split(' ')[0];
        return tag.Length == TagDigits && tag.All(char.IsAsciiHexDigitLower) ? tag : null;
    }
}
