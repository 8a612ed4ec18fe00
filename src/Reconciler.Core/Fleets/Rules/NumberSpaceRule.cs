using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>
/// One number space a site: emergency numbers, feature codes, extensions and ring groups are all dialled in the same context, so no two may be
/// the same; nor may one of ours lie in an <c>external</c> range, or be what directed pickup of an extension is dialled with.
/// </summary>
internal sealed class NumberSpaceRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics) => new Space(subject, diagnostics).Fill();

    private sealed class Space(FleetIndex index, DiagnosticList diagnostics)
    {
        private readonly Dictionary<string, Claim> _claims = new(index.Specs.Extensions.Length + index.Specs.Groups.Length, StringComparer.Ordinal);

        public void Fill()
        {
            foreach (var emergency in index.Site?.Emergency ?? [])
            {
                Reserve(emergency.Value, new Claim("emergency number ", emergency.Location), ours: false);
            }

            Feature("voicemail", index.Site?.Features.Voicemail);
            Feature("groupPickup", index.Site?.Features.GroupPickup);
            Outside("callPark", index.Site?.Features.CallPark);
            Outside("callUnpark", index.Site?.Features.CallUnpark);
            foreach (var extension in index.Specs.Extensions)
            {
                Reserve(extension.Number.Value.ToString(), new Claim("extension ", extension.Number.Location), ours: true);
            }

            foreach (var group in index.Specs.Groups)
            {
                Reserve(group.Number.Value.ToString(), new Claim("ring group ", group.Number.Location), ours: true);
            }

            foreach (var route in index.Specs.Routes)
            {
                Route(route);
            }

            PickupOfExternal();
        }

        // Directed pickup of an extension is dialled in the same space as the administrator's numbers, and found first.
        private void PickupOfExternal()
        {
            if (index.Site?.Features.DirectedPickup is not { } prefix || !index.External.BeginningWith(prefix.Value).Any())
            {
                return;
            }

            foreach (var number in index.Specs.Extensions.Select(e => e.Number.Value.ToString()))
            {
                if (index.External.TryFind(prefix.Value + number, out var range))
                {
                    diagnostics.Add(Codes.DuplicateNumber.At(
                        range.Location, $"The external numbers {range.Value} hold {prefix.Value}{number}, which picks up calls of extension {number} ({prefix.Location}).", "Leave it out of the range."));
                }
            }
        }

        private void Feature(string name, Located<string>? code)
        {
            if (code is { } given)
            {
                Reserve(given.Value, new Claim($"feature code {name} ", given.Location), ours: true);
            }
        }

        // The parking lot is the administrator's own, so these may well be listed under `external`.
        private void Outside(string name, Located<string>? code)
        {
            if (code is { } given)
            {
                Reserve(given.Value, new Claim($"feature code {name} ", given.Location), ours: false);
            }
        }

        private void Reserve(string number, Claim claim, bool ours)
        {
            if (!_claims.TryAdd(number, claim))
            {
                Report(number, claim, $"is the same as {_claims[number].What}{number} at {_claims[number].Location}.");
            }

            if (ours && index.External.TryFind(number, out var range))
            {
                Report(number, claim, $"lies in the external numbers {range.Value} at {range.Location}.");
            }

            if (index.Site?.Features.DirectedPickup is { } prefix && number.Length > prefix.Value.Length
                && number.StartsWith(prefix.Value, StringComparison.Ordinal) && index.Extensions.ContainsKey(number[prefix.Value.Length..]))
            {
                Report(number, claim, $"is what directed pickup of extension {number[prefix.Value.Length..]} is dialled with ({prefix.Location}).");
            }
        }

        // A route in the site's own context is dialled in the same space; two routes of one DID are another rule's.
        private void Route(RouteSpec route)
        {
            if (index.Site is { } site && route.Context.Value == site.Asterisk.Context.Value && _claims.TryGetValue(route.Did.Value, out var taken))
            {
                Report(route.Did.Value, new Claim("DID ", route.Did.Location), $"in the site's own context is the same as {taken.What}{route.Did.Value} at {taken.Location}.");
            }
        }

        private void Report(string number, Claim claim, string collision) =>
            diagnostics.Add(Codes.DuplicateNumber.At(claim.Location, $"{claim.What}{number} {collision}", "Give it another number."));
    }

    private sealed record Claim(string What, SpecLocation Location);
}
