using System.Globalization;
using System.Runtime.InteropServices;

namespace Reconciler.Core.Fleets;

/// <summary>An Ethernet address: what names a phone. Printed as 12 lower-case hex digits, as in the name of its profile.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MacAddress(ulong Value) : IComparable<MacAddress>
{
    private const int Digits = 12;

    /// <summary>The last octet, 0 to 255: the bucket that the phone's profile lies in.</summary>
    public byte LastOctet => (byte)Value;

    /// <summary><c>00:25:84:06:11:56</c>, upper case, as printed on the phone.</summary>
    public string WithColons => string.Join(':', ToString().ToUpperInvariant().Chunk(2).Select(octet => new string(octet)));

    /// <summary>Accepts <c>00:25:84:06:11:56</c>, <c>00-25-84-06-11-56</c>, <c>0025.8406.1156</c> and <c>002584061156</c>, any case; nothing else.</summary>
    public static bool TryParse(string? text, out MacAddress mac)
    {
        mac = default;
        if (text is null)
        {
            return false;
        }

        var group = text.Length switch
        {
            Digits => 0,
            17 => 2,
            14 => 4,
            _ => -1,
        };
        if (group < 0)
        {
            return false;
        }

        var separator = group == 0 ? '\0' : text[group];
        if ((group == 2 && separator is not (':' or '-')) || (group == 4 && separator != '.'))
        {
            return false;
        }

        ulong value = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (group > 0 && i % (group + 1) == group)
            {
                if (text[i] != separator)
                {
                    return false;
                }

                continue;
            }

            if (!char.IsAsciiHexDigit(text[i]))
            {
                return false;
            }

            value = (value << 4) | (uint)Convert.ToInt32(text[i].ToString(), 16);
        }

        mac = new MacAddress(value);
        return true;
    }

    public int CompareTo(MacAddress other) => Value.CompareTo(other.Value);

    public static bool operator <(MacAddress left, MacAddress right) => left.Value < right.Value;

    public static bool operator >(MacAddress left, MacAddress right) => left.Value > right.Value;

    public static bool operator <=(MacAddress left, MacAddress right) => left.Value <= right.Value;

    public static bool operator >=(MacAddress left, MacAddress right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString("x12", CultureInfo.InvariantCulture);
}
