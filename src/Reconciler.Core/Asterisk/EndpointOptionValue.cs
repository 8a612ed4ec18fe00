using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;
using Reconciler.Core.Text;

namespace Reconciler.Core.Asterisk;

/// <summary>The values that an endpoint option may be set to. Of a value that Asterisk refuses it makes no endpoint at all, and Reload says Success.</summary>
internal abstract record EndpointOptionValue
{
    /// <summary>The rest of the sentence "it takes ...".</summary>
    public abstract string Description { get; }

    public abstract bool Accepts(string value);

    public static EndpointOptionValue YesNo { get; } = new WordValue(["yes", "no"]);

    /// <summary>Anything that a line can hold.</summary>
    public static EndpointOptionValue Text { get; } = new TextValue(int.MaxValue, "");

    /// <summary>The name of one section of <c>acl.conf</c>: Asterisk has 79 bytes for it, and takes a comma for the end of it.</summary>
    public static EndpointOptionValue AclName { get; } = new TextValue(79, ",");

    /// <summary>The user of a SIP address, as Asterisk's parser takes it unescaped.</summary>
    public static EndpointOptionValue SipUser { get; } = new SipUserValue();

    /// <summary>One field of a line of SDP, which blanks end.</summary>
    public static EndpointOptionValue SdpField { get; } = new TextValue(255, " ");

    /// <summary>Groups of calls by name, with commas between them; chan_sip has 511 bytes for all.</summary>
    public static EndpointOptionValue GroupNames { get; } = new TextValue(511, "");

    /// <summary>Addresses and networks with commas between them, each with an optional leading exclamation mark.</summary>
    public static EndpointOptionValue Networks { get; } = new NetworksValue();

    public static EndpointOptionValue Address { get; } = new AddressValue();

    /// <summary>A class of service in the words of Asterisk.</summary>
    public static EndpointOptionValue Dscp { get; } = new WordValue(
    [
        "ef", "cs0", "cs1", "cs2", "cs3", "cs4", "cs5", "cs6", "cs7", "af11", "af12", "af13", "af21", "af22", "af23",
        "af31", "af32", "af33", "af41", "af42", "af43",
    ]);

    public static EndpointOptionValue Number(int least, int most) => new NumberValue(least, most);

    public static EndpointOptionValue Words(params string[] words) => new WordValue(words);

    /// <summary>A lone number is an address to .NET, and nothing to Asterisk.</summary>
    private static bool IsAddress(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        return text.AsSpan().ContainsAny('.', ':') && IPAddress.TryParse(text, out address);
    }

    private sealed record WordValue : EndpointOptionValue
    {
        private readonly string[] _inOrder;
        private readonly FrozenSet<string> _words;

        public WordValue(string[] words)
        {
            _inOrder = words;
            _words = words.ToFrozenSet(StringComparer.Ordinal);
        }

        public override string Description =>
            _inOrder is [.. var rest, var last] && rest.Length > 0 ? $"{string.Join(", ", rest)} or {last}" : _inOrder[0];

        public override bool Accepts(string value) => _words.Contains(value);
    }

    private sealed record NumberValue(int Least, int Most) : EndpointOptionValue
    {
        public override string Description => $"a number from {Least} to {Most}";

        public override bool Accepts(string value) =>
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= Least && number <= Most;
    }

    /// <param name="MostBytes">Of UTF-8.</param>
    /// <param name="Forbidden">Characters that it cannot hold.</param>
    private sealed record TextValue(int MostBytes, string Forbidden) : EndpointOptionValue
    {
        public override string Description => string.Create(
            CultureInfo.InvariantCulture,
            $"{(MostBytes == int.MaxValue ? "a text" : $"a text of at most {MostBytes} bytes")} without control characters and without blanks at its ends{Exceptions}");

        private string Exceptions => Forbidden switch
        {
            "" => "",
            " " => ", and with none within",
            _ => $", and without {Forbidden}",
        };

        public override bool Accepts(string value) =>
            value.Length > 0 && ConfText.ProblemOfValue(value) is null && Encoding.UTF8.GetByteCount(value) <= MostBytes && !value.AsSpan().ContainsAny(Forbidden);
    }

    private sealed record SipUserValue : EndpointOptionValue
    {
        private const int MostBytes = 255;
        private const string Marks = "-_.!~*'()&=+$,;";

        // What RFC 3261 (25.1, user) takes unescaped, but for the question mark and the slash, which pjsip does not.
        private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + Marks);

        public override string Description => string.Create(CultureInfo.InvariantCulture, $"at most {MostBytes} letters and digits of ASCII and {Marks}");

        public override bool Accepts(string value) => value.Length is > 0 and <= MostBytes && !value.AsSpan().ContainsAnyExcept(Allowed);
    }

    private sealed record AddressValue : EndpointOptionValue
    {
        public override string Description => "an IP address";

        public override bool Accepts(string value) => IsAddress(value, out _);
    }

    private sealed record NetworksValue : EndpointOptionValue
    {
        public override string Description => "IP addresses or networks (10.0.0.0/8) with commas between them";

        public override bool Accepts(string value) => value.Split(',').All(IsNetwork);

        private static bool IsNetwork(string text)
        {
            var parts = text.TrimStart('!').Split('/', 2);
            if (!IsAddress(parts[0], out var address))
            {
                return false;
            }

            var longest = address.GetAddressBytes().Length * 8;
            return parts.Length == 1 || Number(0, longest).Accepts(parts[1]) || IsAddress(parts[1], out _);
        }
    }
}
