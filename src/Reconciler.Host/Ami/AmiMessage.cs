using System.Diagnostics.CodeAnalysis;

namespace Reconciler.Host.Ami;

/// <summary>A response or an event: headers in order, keys without regard to case, some of them repeated.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is a message that has headers, not a collection.")]
public sealed class AmiMessage
{
    private readonly List<KeyValuePair<string, string>> _headers;

    internal AmiMessage(List<KeyValuePair<string, string>> headers) => _headers = headers;

    /// <summary>About how much memory it takes, half of it text.</summary>
    internal int Cost { get; init; }

    /// <summary>The first value of a header; empty where the message has none.</summary>
    public string this[string key] => Find(key) ?? "";

    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>The name of an event; empty: this is a response.</summary>
    public string Event => this["Event"];

    public bool IsResponse => Find("Response") is not null;

    public bool IsSuccess => IsWord("Response", "Success");

    /// <summary>Asterisk's own words for people.</summary>
    public string Text => this["Message"];

    public string ActionId => this["ActionID"];

    public string? Find(string key)
    {
        foreach (var (name, value) in _headers)
        {
            if (string.Equals(name, key, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Whether events with this message's ActionID follow. Some lists of older versions say so in words only.</summary>
    internal bool StartsList =>
        IsWord("EventList", "start") || (IsSuccess && Find("EventList") is null && Text.Contains("follow", StringComparison.OrdinalIgnoreCase));

    internal bool EndsList =>
        IsWord("EventList", "Complete") || IsWord("EventList", "cancelled") || Event.EndsWith("Complete", StringComparison.OrdinalIgnoreCase);

    /// <summary>The kind of message alone: values may be secrets.</summary>
    public override string ToString() => IsResponse ? $"Response: {this["Response"]}" : $"Event: {Event}";

    private bool IsWord(string key, string word) => string.Equals(Find(key), word, StringComparison.OrdinalIgnoreCase);
}
