namespace Reconciler.Core.Diagnostics;

/// <summary>
/// A place in a user's file. <see cref="File"/> is relative to the site's folder with forward slashes; line and column count from 1.
/// A line of 0 means the whole file (a limit, a missing file).
/// </summary>
public readonly record struct SpecLocation(string File, int Line, int Column) : IComparable<SpecLocation>
{
    /// <summary>The file as a whole.</summary>
    public static SpecLocation OfFile(string file) => new(file, 0, 0);

    /// <summary>Orders by file (ordinal), then line, then column: the order in which diagnostics are printed.</summary>
    public int CompareTo(SpecLocation other)
    {
        var byFile = string.CompareOrdinal(File, other.File);
        if (byFile != 0)
        {
            return byFile;
        }

        return Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);
    }

    public static bool operator <(SpecLocation left, SpecLocation right) => left.CompareTo(right) < 0;

    public static bool operator >(SpecLocation left, SpecLocation right) => left.CompareTo(right) > 0;

    public static bool operator <=(SpecLocation left, SpecLocation right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SpecLocation left, SpecLocation right) => left.CompareTo(right) >= 0;

    /// <summary>The form that editors make a link of: <c>phones/fred.yaml:9:18</c>.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
