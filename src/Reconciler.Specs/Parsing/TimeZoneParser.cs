using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads <c>timeZone</c>, or <c>timeOffset</c> with an optional <c>dst</c>. Whether the zone exists is not judged here.</summary>
internal static class TimeZoneParser
{
    public static Located<TimeZoneSpec>? Parse(MapReader reader)
    {
        var zone = reader.Scalar("timeZone");
        var offset = reader.Scalar("timeOffset");
        var rule = reader.Scalar("dst");
        if (zone is not null && (offset ?? rule) is { } other)
        {
            reader.Findings.Add(
                Codes.KeyConflict, other, "Either timeZone or timeOffset and dst can be given, not both.", "Remove one of the two forms.");
        }
        else if (zone is null && offset is null && rule is not null)
        {
            reader.Findings.Add(Codes.KeyConflict, rule, "\"dst\" needs timeOffset beside it.", "Add timeOffset, or use timeZone instead of both.");
        }

        if (zone is not null)
        {
            return reader.Locate(new TimeZoneSpec(zone.Text, null, null), zone);
        }

        return offset is not null && ParseOffset(offset.Text) is { } value
            ? reader.Locate(new TimeZoneSpec(null, value, rule?.Text), offset)
            : null;
    }

    private static TimeSpan? ParseOffset(string text)
    {
        if (text.Length != 6 || !TimeSpan.TryParseExact(text.AsSpan(1), @"hh\:mm", CultureInfo.InvariantCulture, out var offset))
        {
            return null;
        }

        return text[0] == '-' ? -offset : offset;
    }
}
