using System.Globalization;
using System.Text;

namespace Reconciler.Testing.SimulatedPhone.Sip;

/// <summary>A SIP request or response (RFC 3261). Headers keep their order; names compare without case, and compact forms are read as the long ones.</summary>
public sealed class SipMessage
{
    private static readonly Dictionary<string, string> LongForms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["c"] = "Content-Type",
        ["f"] = "From",
        ["i"] = "Call-ID",
        ["k"] = "Supported",
        ["l"] = "Content-Length",
        ["m"] = "Contact",
        ["o"] = "Event",
        ["s"] = "Subject",
        ["t"] = "To",
        ["u"] = "Allow-Events",
        ["v"] = "Via",
    };

    private readonly List<KeyValuePair<string, string>> _headers = [];

    private SipMessage(string startLine) => StartLine = startLine;

    /// <summary>The request line or the status line.</summary>
    public string StartLine { get; private set; }

    /// <summary>What follows the headers.</summary>
    public string Body { get; set; } = string.Empty;

    /// <summary>False for a response.</summary>
    public bool IsRequest => !StartLine.StartsWith("SIP/2.0 ", StringComparison.Ordinal);

    /// <summary>The request's method, or that of the request which is answered.</summary>
    public string Method => IsRequest ? StartLine.Split(' ')[0] : this["CSeq"].Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1];

    /// <summary>Whom the request is for.</summary>
    public string RequestUri => StartLine.Split(' ')[1];

    /// <summary>The status of a response.</summary>
    public int StatusCode => int.Parse(StartLine.AsSpan(8, 3), CultureInfo.InvariantCulture);

    /// <summary>The number in CSeq.</summary>
    public int Sequence => int.Parse(this["CSeq"].Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>The branch of the topmost Via.</summary>
    public string Branch => SipText.Parameter(this["Via"], "branch") ?? string.Empty;

    /// <summary>The first header of that name; empty when there is none. Setting it replaces all of them.</summary>
    public string this[string name]
    {
        get => All(name).FirstOrDefault() ?? string.Empty;
        set
        {
            var index = _headers.FindIndex(header => Same(header.Key, name));
            _headers.RemoveAll(header => Same(header.Key, name));
            _headers.Insert(index < 0 ? _headers.Count : index, new(name, value));
        }
    }

    /// <summary>A request without headers.</summary>
    public static SipMessage Request(string method, string uri) => new($"{method} {uri} SIP/2.0");

    /// <summary>The answer to a request, with the headers that an answer takes over from it.</summary>
    public static SipMessage Response(SipMessage request, int status, string reason, string? toTag = null)
    {
        var response = new SipMessage(string.Create(CultureInfo.InvariantCulture, $"SIP/2.0 {status} {reason}"));
        foreach (var (name, value) in request._headers.Where(header => header.Key is "Via" or "From" or "To" or "Call-ID" or "CSeq" or "Record-Route"))
        {
            var needsTag = name == "To" && toTag is not null && SipText.Parameter(value, "tag") is null;
            response._headers.Add(new(name, needsTag ? $"{value};tag={toTag}" : value));
        }

        return response;
    }

    /// <summary>All headers of that name, in order.</summary>
    public IEnumerable<string> All(string name) => _headers.Where(header => Same(header.Key, name)).Select(header => header.Value);

    /// <summary>Adds a header after those that are there.</summary>
    public void Add(string name, string value) => _headers.Add(new(name, value));

    /// <summary>A copy whose headers can be changed apart.</summary>
    public SipMessage Copy()
    {
        var copy = new SipMessage(StartLine) { Body = Body };
        copy._headers.AddRange(_headers);
        return copy;
    }

    /// <summary>Reads a datagram; false for what is no SIP message, such as a keep-alive.</summary>
    public static bool TryParse(ReadOnlySpan<byte> datagram, out SipMessage message)
    {
        var text = Encoding.UTF8.GetString(datagram);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = (end < 0 ? text : text[..end]).Split("\r\n");
        message = new SipMessage(lines[0]) { Body = end < 0 ? string.Empty : text[(end + 4)..] };
        if (!lines[0].Contains("SIP/2.0", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                var name = line[..colon].Trim();
                message._headers.Add(new(LongForms.GetValueOrDefault(name, name), line[(colon + 1)..].Trim()));
            }
        }

        return true;
    }

    /// <summary>The datagram.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(StartLine).Append("\r\n");
        foreach (var (name, value) in _headers.Where(header => !Same(header.Key, "Content-Length")))
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(Body)}\r\n\r\n").Append(Body);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(ToBytes());

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
