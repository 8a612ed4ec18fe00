using System.Buffers;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Text;

namespace Reconciler.Core.Asterisk;

/// <summary>Where calls end: the form of a goto, and one end for a call that a route hands to a group.</summary>
internal sealed class GotoRule : IRule<Fleet>
{
    private const string Word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

    private static readonly SearchValues<char> ContextCharacters = SearchValues.Create(Word);
    private static readonly SearchValues<char> ExtensionCharacters = SearchValues.Create(Word + "*#+");

    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private static IEnumerable<Diagnostic> Findings(Fleet fleet)
    {
        var destinations = fleet.Groups.Select(g => g.Otherwise).Concat(fleet.Routes.Select(r => r.Otherwise));
        foreach (var destination in destinations.Where(d => d.Kind == DestinationKind.Goto && !IsPlace(d.Target)))
        {
            yield return Codes.GotoSyntax.At(
                destination.Location,
                "A goto names a context, an extension and a priority, with commas between them.",
                "Write it as goto: \"ivr,s,1\".");
        }

        var groups = fleet.Groups.Select(g => g.Number.Value.ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var route in fleet.Routes.Where(r => r.Otherwise.Kind != DestinationKind.Hangup && r.Ring is [var only] && groups.Contains(only.Value)))
        {
            yield return Codes.RouteEndsTwice.At(
                route.Otherwise.Location,
                $"The route of {route.Did.Value} rings group {route.Ring[0].Value}, which says itself where its calls end.",
                "Remove otherwise here and set that of the group, or list the extensions in the route.");
        }
    }

    /// <summary>No blank, bracket, dollar or further comma: the dialplan would take them as more than a place.</summary>
    private static bool IsPlace(string? target) =>
        target?.Split(',') is [var context, var extension, var priority]
        && IsWord(context, ContextCharacters) && IsWord(extension, ExtensionCharacters) && IsWord(priority, ContextCharacters);

    private static bool IsWord(string text, SearchValues<char> characters) =>
        text.Length is > 0 and <= ConfText.LongestName && !text.AsSpan().ContainsAnyExcept(characters);
}
