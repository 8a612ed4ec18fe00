using System.Collections.Immutable;
using System.Reflection;

namespace Reconciler.Core.Diagnostics;

/// <summary>Every kind of finding, one static field each; the areas are in partial files of their own.</summary>
public static partial class Codes
{
    private static readonly Lazy<ImmutableArray<DiagnosticCode>> Collected = new(Collect);

    /// <summary>All codes by id; what docs/diagnostics.md lists.</summary>
    public static ImmutableArray<DiagnosticCode> All => Collected.Value;

    // The one place with reflection, so that an area's file is a plain list of fields. typeof keeps the fields through trimming.
    private static ImmutableArray<DiagnosticCode> Collect() =>
    [
        .. typeof(Codes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticCode>()
            .OrderBy(code => code.Id, StringComparer.Ordinal),
    ];
}
