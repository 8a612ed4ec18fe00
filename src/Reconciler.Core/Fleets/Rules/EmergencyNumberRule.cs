using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>
/// A call for help reaches the administrator's own dialplan: no DID, feature code, pattern or external number is what an emergency number is dialled as, none of
/// ours begins with one (a phone dials 911 at its last digit, and so never 9110), and each can be dialled. That extensions, groups and features equal none is
/// <see cref="NumberSpaceRule"/>'s.
/// </summary>
internal sealed class EmergencyNumberRule : IRule<FleetIndex>
{
    // address, name, number, listen.
    private const int PagingColumns = 4;
    private const int PagingNumber = 2;

    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        if (subject.Site is not { Emergency.IsEmpty: false } site)
        {
            return;
        }

        var emergency = new EmergencyNumbers(site.Emergency);
        CheckDialable(site, emergency, diagnostics);
        CheckNumbers(subject, emergency, diagnostics);
        CheckServiceCodes(subject, emergency, diagnostics);
        CheckPaging(subject, emergency, diagnostics);
        CheckDids(subject, emergency, diagnostics);
        CheckPickupPattern(subject, site, diagnostics);
        CheckExternal(subject, site, diagnostics);
    }

    private static void CheckDialable(SiteSpec site, EmergencyNumbers emergency, DiagnosticList diagnostics)
    {
        foreach (var number in site.Emergency)
        {
            if (number.Value.Contains('+', StringComparison.Ordinal))
            {
                diagnostics.Add(Codes.EmergencyUndialable.At(
                    number.Location, $"The emergency number {number.Value} holds a +, for which phones have no key.", "Write what people dial."));
            }

            if (emergency.StartOf(number.Value) is { } shorter)
            {
                diagnostics.Add(Codes.EmergencyUndialable.At(
                    number.Location, $"The emergency number {number.Value} begins with {shorter}, which phones dial at its last digit: {number.Value} is never dialled.", "Remove one of the two."));
            }
        }
    }

    private static void CheckNumbers(FleetIndex index, EmergencyNumbers emergency, DiagnosticList diagnostics)
    {
        foreach (var extension in index.Specs.Extensions)
        {
            Longer(SpecTitle.Of(extension), extension.Number.Value.ToString(), extension.Number.Location);
        }

        foreach (var group in index.Specs.Groups)
        {
            Longer(SpecTitle.Of(group), group.Number.Value.ToString(), group.Number.Location);
        }

        var features = index.Site!.Features;
        foreach (var (_, code) in features.Given)
        {
            Longer($"feature code {code.Value}", code.Value, code.Location);
        }

        if (features.DirectedPickup is { } prefix && emergency.IsOne(prefix.Value))
        {
            diagnostics.Add(Codes.EmergencyTaken.At(
                prefix.Location, $"Whoever dials the feature code directedPickup {prefix.Value} calls for help at its last digit.", "Give it another code."));
        }

        void Longer(string title, string number, SpecLocation location)
        {
            if (emergency.StartOf(number) is { } start)
            {
                diagnostics.Add(Codes.EmergencyTaken.At(
                    location, $"Whoever dials {title} calls for help: phones dial the emergency number {start} at its last digit.", "Give it another number."));
            }
        }
    }

    private static void CheckServiceCodes(FleetIndex index, EmergencyNumbers emergency, DiagnosticList diagnostics)
    {
        foreach (var code in index.Specs.Profiles.Select(p => p.Settings).Concat(index.Specs.Phones.Select(p => p.Settings)).SelectMany(s => s.ServiceCodes?.Codes ?? []))
        {
            if (code.Text is { } text && (emergency.IsOne(text.Value) || emergency.StartOf(text.Value) is not null))
            {
                diagnostics.Add(Codes.EmergencyTaken.At(
                    text.Location, $"The phone would take the emergency number {emergency.StartOf(text.Value) ?? text.Value} for its own {code.Name.Value}.", "Give it another code."));
            }
        }
    }

    // The script itself, where a parameter writes it: pggrp=address;name=All;num=800;listen=yes;
    private static void CheckPaging(FleetIndex index, EmergencyNumbers emergency, DiagnosticList diagnostics)
    {
        foreach (var settings in index.Specs.Profiles.Select(p => p.Settings).Concat(index.Specs.Phones.Select(p => p.Settings)))
        {
            var typed = settings.Typed.Where(v => v.Key == "paging.groups").SelectMany(v => v.Items.Chunk(PagingColumns)).Where(row => row.Length == PagingColumns).Select(row => row[PagingNumber]);
            var scripts = settings.Parameters.Where(p => p.Name.Value == "Group_Paging_Script").Select(p => p.Text).OfType<Located<string>>()
                .SelectMany(script => script.Value.Split(';').Where(part => part.Trim().StartsWith("num=", StringComparison.Ordinal)).Select(part => new Located<string>(part.Trim()[4..], script.Location)));
            foreach (var number in typed.Concat(scripts))
            {
                if (emergency.IsOne(number.Value) || emergency.StartOf(number.Value) is not null)
                {
                    diagnostics.Add(Codes.EmergencyTaken.At(
                        number.Location, $"The phone would page where somebody dials the emergency number {emergency.StartOf(number.Value) ?? number.Value}.", "Give the paging group another number."));
                }
            }
        }
    }

    private static void CheckDids(FleetIndex index, EmergencyNumbers emergency, DiagnosticList diagnostics)
    {
        foreach (var route in index.Specs.Routes)
        {
            if (emergency.IsOne(route.Did.Value))
            {
                diagnostics.Add(Codes.EmergencyTaken.At(
                    route.Did.Location,
                    $"DID {route.Did.Value} is an emergency number: where a call for help passes through context \"{route.Context.Value}\", it would ring here and not reach the exchange.",
                    "Remove the route."));
            }
        }
    }

    // The pattern takes any digits of an extension's length, whether or not there is such an extension.
    private static void CheckPickupPattern(FleetIndex index, SiteSpec site, DiagnosticList diagnostics)
    {
        if (site.Features.DirectedPickup is not { } prefix)
        {
            return;
        }

        var lengths = index.Specs.Extensions.Select(e => e.Number.Value.ToString().Length).ToHashSet();
        foreach (var number in site.Emergency)
        {
            if (Begins(number.Value, prefix.Value) && lengths.Contains(number.Value.Length - prefix.Value.Length)
                && !number.Value.AsSpan(prefix.Value.Length).ContainsAnyExceptInRange('0', '9'))
            {
                diagnostics.Add(Codes.EmergencyTaken.At(
                    prefix.Location,
                    $"The feature code directedPickup {prefix.Value} with any {number.Value.Length - prefix.Value.Length} digits takes the emergency number {number.Value} as well.",
                    "Give it a code that begins with * or #."));
            }
        }
    }

    private static void CheckExternal(FleetIndex index, SiteSpec site, DiagnosticList diagnostics)
    {
        foreach (var number in site.Emergency)
        {
            foreach (var range in index.External.BeginningWith(number.Value))
            {
                var longer = range.Value.First.Length > number.Value.Length;
                diagnostics.Add(Codes.EmergencyTaken.At(
                    range.Location,
                    $"The external numbers {range.Value} hold {(longer ? "numbers that begin with the emergency number" : "the emergency number")} {number.Value}.",
                    "Leave it out of the range."));
            }
        }
    }

    private static bool Begins(string number, string start) => number.Length > start.Length && number.StartsWith(start, StringComparison.Ordinal);
}
