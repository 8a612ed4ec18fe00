using System.Globalization;
using System.Runtime.InteropServices;
using Reconciler.Core.Digests;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Planning;

/// <summary>A value as a plan compares it: its masked text, and a digest of the secrets in it that are written in clear text.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlanValue(string Text, Digest? Literal = null)
{
    public static PlanValue Of(string text) => new(text);

    public static PlanValue Of(bool value) => new(value ? "true" : "false");

    public static PlanValue Of(int value) => new(value.ToString(CultureInfo.InvariantCulture));

    public static PlanValue Of(IEnumerable<string> items) => new(string.Join(", ", items));

    /// <summary>Whole seconds, as in <c>60s</c>.</summary>
    public static PlanValue Of(TimeSpan time) => new($"{(long)time.TotalSeconds}s");

    /// <summary>Whole seconds in the largest unit that holds them, as specs have them: <c>90s</c>, <c>5m</c>, <c>336h</c>.</summary>
    public static PlanValue OfDuration(TimeSpan time) => new((time.Ticks % TimeSpan.TicksPerHour, time.Ticks % TimeSpan.TicksPerMinute) switch
    {
        (0, _) when time > TimeSpan.Zero => $"{(long)time.TotalHours}h",
        (_, 0) when time > TimeSpan.Zero => $"{(long)time.TotalMinutes}m",
        _ => $"{(long)time.TotalSeconds}s",
    });

    public static PlanValue Of(SecretReference secret) => new(secret.ToString(), secret.LiteralDigest);

    public static PlanValue Of(ConfigText text) => text.HasSecret ? new PlanValue(text.Masked, LiteralOf(text)) : new PlanValue(text.Masked);

    private static Digest? LiteralOf(ConfigText text)
    {
        var literals = text.Secrets.Where(s => s.Reference.LiteralDigest is not null).Select(s => s.Reference.LiteralDigest!.Value).ToList();
        if (literals.Count <= 1)
        {
            return literals.Count == 0 ? null : literals[0];
        }

        using var builder = new DigestBuilder();
        foreach (var literal in literals)
        {
            builder.Add(literal);
        }

        return builder.Build();
    }
}
