using System.Globalization;
using System.Runtime.InteropServices;

namespace Reconciler.Core.Diagnostics;

/// <summary>How many findings were counted and not kept.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OmittedFindings(int Errors, int Warnings)
{
    public int Total => Errors + Warnings;

    public static OmittedFindings operator +(OmittedFindings left, OmittedFindings right) =>
        new(left.Errors + right.Errors, left.Warnings + right.Warnings);

    /// <summary>The line that stands for them in every output.</summary>
    public Diagnostic ToDiagnostic()
    {
        var code = Errors > 0 ? Codes.MoreErrors : Codes.MoreWarnings;
        return code.At(SpecLocation.OfFile("."), $"And {this}.", "Mend those above, and run again.") with { Omitted = this };
    }

    /// <summary><c>3 more errors and 1 more warning</c>.</summary>
    public override string ToString() => (Errors, Warnings) switch
    {
        (_, 0) => Number(Errors, "error"),
        (0, _) => Number(Warnings, "warning"),
        _ => $"{Number(Errors, "error")} and {Number(Warnings, "warning")}",
    };

    private static string Number(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} more {noun}{(count == 1 ? "" : "s")}");
}
