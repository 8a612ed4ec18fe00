using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Reconciler.Host.PhoneLogs;

/// <summary>A datagram of syslog: RFC 3164 as phones send it, RFC 5424 as newer ones do, or anything else as it is.</summary>
/// <param name="Severity">In the words of syslog; null: it says none.</param>
/// <param name="Text">The message without its header, cleaned.</param>
public sealed partial record SyslogMessage(string? Severity, string Text)
{
    private const int HighestPriority = 191;
    private static readonly string[] Severities = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"];

    public static SyslogMessage Parse(ReadOnlySpan<byte> datagram)
    {
        var text = Encoding.UTF8.GetString(datagram).TrimStart('\uFEFF').TrimEnd('\0', '\r', '\n');
        string? severity = null;
        if (Priority().Match(text) is { Success: true } mark && int.Parse(mark.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) is <= HighestPriority and var priority)
        {
            severity = Severities[priority % 8];
            text = text[mark.Length..];
        }

        if (Newer().Match(text) is { Success: true } header)
        {
            var name = header.Groups["app"].Value;
            text = $"{(name == "-" ? "" : name + ": ")}{text[header.Length..].TrimStart('\uFEFF')}";
        }
        else if (Older().Match(text) is { Success: true } stamp)
        {
            text = text[stamp.Length..];
        }

        return new SyslogMessage(severity, LegibleText.Of(text));
    }

    [GeneratedRegex("^<(?<number>[0-9]{1,3})>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Priority();

    /// <summary>RFC 5424: version, time, host, application, process, message's id, data.</summary>
    [GeneratedRegex("""^1 \S+ \S+ (?<app>\S+) \S+ \S+ (-|(\[([^\]\\]|\\.)*\])+) ?""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Newer();

    /// <summary>RFC 3164: the phone's own time, which is wrong until it has found a server of it.</summary>
    [GeneratedRegex("^[A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} ", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Older();
}
