using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Tests.Fleets;

/// <summary>Resolves specs for what is found in them.</summary>
internal static class FleetFindings
{
    public static Diagnostic Only(SpecSet specs, DiagnosticCode code)
    {
        var found = Assert.Single(Find(specs));
        Assert.Equal(code.Id, found.Code);
        Assert.Equal(code.Severity == Severity.Error, FleetResolver.Resolve(specs, null).Fleet is null);
        return found;
    }

    public static ImmutableArray<Diagnostic> Find(SpecSet specs) => FleetResolver.Resolve(specs, null).Diagnostics;
}
