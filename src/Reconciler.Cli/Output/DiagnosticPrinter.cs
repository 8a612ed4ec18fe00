using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Cli.Output;

/// <summary>Prints findings for people: place, severity, code, sentence; then the counts.</summary>
internal static class DiagnosticPrinter
{
    private const string Red = "\e[31m";
    private const string Yellow = "\e[33m";
    private const string Plain = "\e[0m";

    public static void Print(TextWriter writer, ImmutableArray<Diagnostic> diagnostics, bool colour)
    {
        foreach (var d in diagnostics)
        {
            if (d.Omitted is { } omitted)
            {
                writer.WriteLine($"and {omitted}");
                continue;
            }

            var word = d.Severity == Severity.Error ? "error" : "warning";
            var tint = d.Severity == Severity.Error ? Red : Yellow;
            writer.WriteLine($"{d.Location}: {(colour ? tint + word + Plain : word)} {d.Code}: {d.Message}{(d.Hint is null ? "" : " " + d.Hint)}");
        }
    }

    /// <summary><c>2 errors, 1 warning</c>.</summary>
    public static string Counts(ImmutableArray<Diagnostic> diagnostics) =>
        $"{Count(diagnostics.ErrorCount(), "error")}, {Count(diagnostics.WarningCount(), "warning")}";

    public static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
