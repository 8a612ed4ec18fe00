using System.Collections.Immutable;
using System.Text;

namespace Reconciler.Host.Ami;

/// <summary>One action and its headers. A header may be repeated (<c>Variable</c>).</summary>
public sealed class AmiRequest
{
    private readonly ImmutableArray<KeyValuePair<string, string>> _headers;

    public AmiRequest(string action)
        : this(action, [])
    {
        Check(action);
    }

    private AmiRequest(string action, ImmutableArray<KeyValuePair<string, string>> headers)
    {
        Action = action;
        _headers = headers;
    }

    /// <summary>As ListCommands names it.</summary>
    public string Action { get; }

    public AmiRequest With(string key, string value)
    {
        Check(key);
        Check(value);
        return new AmiRequest(Action, _headers.Add(new(key, value)));
    }

    /// <summary>The bytes to send.</summary>
    internal byte[] Encode(string actionId)
    {
        var text = new StringBuilder();
        text.Append("Action: ").Append(Action).Append("\r\nActionID: ").Append(actionId).Append("\r\n");
        foreach (var (key, value) in _headers)
        {
            text.Append(key).Append(": ").Append(value).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("\r\n").ToString());
    }

    // A line break would start a header, or an action, of the caller's choosing.
    private static void Check(string text)
    {
        if (text.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw new ArgumentException("A line break cannot be sent to AMI.", nameof(text));
        }
    }
}
