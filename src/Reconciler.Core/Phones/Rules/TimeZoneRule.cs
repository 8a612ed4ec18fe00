using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Core.Phones.Rules;

/// <summary>The phones can keep the time of the zone.</summary>
internal sealed partial class TimeZoneRule : IRule<SettingsOnModel>
{
    // What a zone comes to rest at, whatever day it is checked on.
    private static readonly Instant FarAhead = Instant.FromUtc(2101, 1, 1, 0, 0);

    public void Check(SettingsOnModel subject, DiagnosticList diagnostics)
    {
        if (subject.Settings.TimeZone is not { } given)
        {
            return;
        }

        if (!PhoneTimeZone.TryFrom(given.Value, out var kept, out var problem))
        {
            diagnostics.Add(Codes.TimeZoneNotExpressible.At(
                given.Location,
                given.Value.Zone is { } zone ? $"Phones cannot keep the time zone \"{zone}\": {Lower(problem!)}" : problem!,
                HintFor(given.Value)));
        }
        else if (kept.TimeOffset.Length > 0 && ManagedParameters.Of(subject.Model) is var managed && managed.HasKey("timeZone", subject.Model) && !managed.Has("Time_Offset__HH_mm_", subject.Model))
        {
            diagnostics.Add(Codes.TimeZoneNotExpressible.At(given.Location, $"A {subject.Model.Name} has no time zone at this offset.", "Use one of whole hours, or of those that its web page lists."));
        }

        else if (DeviceFamilies.Of(subject.Model).ProblemOf(given.Value) is { } why)
        {
            diagnostics.Add(Codes.TimeZoneNotExpressible.At(given.Location, $"A {subject.Model.Name} cannot keep this time: {why}.", "Give such phones a timeOffset."));
        }

        if (given.Value.DaylightSavingRule is { Length: > 0 } rule && !RuleForm().IsMatch(rule))
        {
            diagnostics.Add(Codes.TimeZoneNotExpressible.At(
                given.Location,
                "The daylight saving rule is not in the phones' form, or names a day or time that there is not.",
                "Write it like start=3/-1/7/2:0:0;end=10/-1/7/3:0:0;save=1 (month/day/weekday/time)."));
        }
    }

    private static string? HintFor(TimeZoneSpec given)
    {
        if (given.Zone is null)
        {
            return null;
        }

        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(given.Zone) is { } known
            ? $"Use timeOffset: \"{StandardOffset(known)}\" instead, with a dst rule that is right for this year."
            : Suggestion.DidYouMean(given.Zone, DateTimeZoneProviders.Tzdb.Ids) ?? "Use a name like Europe/Paris.";
    }

    private static string StandardOffset(DateTimeZone zone)
    {
        var minutes = zone.GetZoneInterval(FarAhead).StandardOffset.Seconds / 60;
        return string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");
    }

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    private const string Day = "(0?[1-9]|1[0-2])/-?(0?[1-9]|[12][0-9]|3[01])/[0-7]";
    private const string Hour = "([01]?[0-9]|2[0-3])";
    private const string Sixtieths = "(:[0-5]?[0-9]){0,2}";
    private const string Change = Day + "(/" + Hour + Sixtieths + ")?";

    [GeneratedRegex("^start=" + Change + ";end=" + Change + ";save=-?" + Hour + Sixtieths + ";?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RuleForm();
}
