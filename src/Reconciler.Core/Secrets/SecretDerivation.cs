using System.Text;

namespace Reconciler.Core.Secrets;

/// <summary>Draws a secret of the kind's form from the stream that the master key gives for its reference. The same inputs give the same secret for ever.</summary>
internal static class SecretDerivation
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Digits = "0123456789";
    private const int Length = 24;
    private const int PinLength = 6;
    private const int BlockLength = 64;

    public static string Derive(MasterKey key, string site, SecretReference reference) =>
        reference.Kind == SecretKind.Pin ? Pin(key, site, reference) : Text(key, site, reference);

    /// <summary>All digits a constant step apart (555555, 123456, 987654, 246802), or a repetition (121212, 123123).</summary>
    internal static bool IsTrivial(string pin)
    {
        var step = (pin[1] - pin[0] + 10) % 10;
        var constant = true;
        for (var i = 2; i < pin.Length; i++)
        {
            constant &= (pin[i] - pin[i - 1] + 10) % 10 == step;
        }

        return constant || Repeats(pin, 2) || Repeats(pin, 3);
    }

    private static bool Repeats(string pin, int period)
    {
        for (var i = period; i < pin.Length; i++)
        {
            if (pin[i] != pin[i - period])
            {
                return false;
            }
        }

        return true;
    }

    private static string Text(MasterKey key, string site, SecretReference reference)
    {
        var text = new StringBuilder(Length);
        for (var block = 0; text.Length < Length; block++)
        {
            Draw(key.SecretBlock(site, reference, block, BlockLength), Alphabet, Length, text);
        }

        return text.ToString();
    }

    // Each candidate is a block of its own; that of the extension's own number is as trivial as 123456.
    private static string Pin(MasterKey key, string site, SecretReference reference)
    {
        for (var block = 0; ; block++)
        {
            var text = new StringBuilder(PinLength);
            Draw(key.SecretBlock(site, reference, block, BlockLength), Digits, PinLength, text);
            var pin = text.ToString();
            if (pin.Length == PinLength && !IsTrivial(pin) && !reference.Subject.EndsWith("/" + pin, StringComparison.Ordinal))
            {
                return pin;
            }
        }
    }

    /// <summary>Appends letters until <paramref name="length"/>. Bytes above the last whole multiple of the alphabet are passed over: modulo alone would favour its first letters.</summary>
    private static void Draw(ReadOnlySpan<byte> block, string alphabet, int length, StringBuilder text)
    {
        var bound = 256 - (256 % alphabet.Length);
        foreach (var b in block)
        {
            if (text.Length < length && b < bound)
            {
                text.Append(alphabet[b % alphabet.Length]);
            }
        }
    }
}
