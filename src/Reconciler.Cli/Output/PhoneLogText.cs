using System.Globalization;
using Reconciler.Host.PhoneLogs;

namespace Reconciler.Cli.Output;

/// <summary>Prints what was seen of a phone beside Asterisk.</summary>
internal static class PhoneLogText
{
    /// <summary>Its way to calls, a line a step.</summary>
    public static void PrintSteps(Terminal terminal, IEnumerable<PhoneStep> steps)
    {
        foreach (var step in steps)
        {
            Folded.Write(terminal.Out, $"    {(step.At is { } at ? Time(at) : "-")}  {step.Name}: {step.Text}", "        ");
        }
    }

    public static void Print(Terminal terminal, IEnumerable<PhoneLogLine> lines)
    {
        foreach (var line in lines)
        {
            terminal.Out.WriteLine(Of(line));
        }
    }

    public static string Of(PhoneLogLine line) => $"{Time(line.At)}  {line.Kind.ToString().ToLowerInvariant(),-6}  {line.Address}  {line.Text}";

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
