using Reconciler.Core.Asterisk;

namespace Reconciler.Core.Tests.Explaining;

/// <summary>Does to a call that nobody takes what Asterisk would do by the rendered lines, and notes it.</summary>
internal sealed class DialplanWalk(AsteriskConfiguration configuration)
{
    public List<string> From(string context, string extension)
    {
        var steps = new List<string>();
        while (true)
        {
            var lines = configuration.Dialplan.Single(c => c.Name == context).Lines.Where(l => l.Extension == extension && l.Priority != DialplanLine.Hint);
            var jump = Run(lines.OrderBy(l => l.Priority), steps);
            if (jump is null)
            {
                return steps;
            }

            (context, extension) = (jump.Value.Context ?? context, jump.Value.Extension);
        }
    }

    /// <summary>Where the call goes on; null: it has ended.</summary>
    private static (string? Context, string Extension)? Run(IEnumerable<DialplanLine> lines, List<string> steps)
    {
        foreach (var line in lines)
        {
            var data = line.Data.Split(',');
            switch (line.Application)
            {
                case "Dial":
                    steps.Add($"ring {string.Join('&', data[0].Split('&').Select(Number))} {data[1]}");
                    break;
                case "VoiceMail":
                    steps.Add($"voicemail {data[0].Split('@')[0]}");
                    return null;
                case "Hangup":
                    steps.Add("hangup");
                    return null;
                case "Goto" when line.Data == "ivr,s,1":
                    steps.Add("goto ivr,s,1");
                    return null;
                case "Goto":
                    return data is [var context, var extension, _] ? (context, extension) : (null, data[0]);
                default:
                    Assert.Equal("Set", line.Application);
                    break;
            }
        }

        throw new InvalidOperationException("The lines end without an end of the call.");
    }

    // PJSIP/151, or ${PJSIP_DIAL_CONTACTS(151)}.
    private static string Number(string target) => string.Concat(target.Where(char.IsAsciiDigit));
}
