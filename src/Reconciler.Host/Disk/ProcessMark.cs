using System.Globalization;
using System.Runtime.InteropServices;

namespace Reconciler.Host.Disk;

/// <summary>Tells one process of this host from every other, earlier ones with the same id included.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Started">When it started, in the kernel's ticks (field 22 of proc(5)'s stat); 0: not known.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ProcessMark(int Id, long Started)
{
    /// <summary>This process's own.</summary>
    public static ProcessMark Own { get; } = new(Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0);

    /// <summary>True while the process lives.</summary>
    public bool IsAlive => this == Own || (StartOf(Id) is { } started && started == Started);

    /// <summary>Two hexadecimal numbers with a hyphen between them.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id:x}-{Started:x}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ProcessMark mark)
    {
        mark = default;
        var hyphen = text.IndexOf('-');
        if (hyphen < 0
            || !int.TryParse(text[..hyphen], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(text[(hyphen + 1)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var started))
        {
            return false;
        }

        mark = new ProcessMark(id, started);
        return true;
    }

    private static long? StartOf(int process)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            // The program's name stands in parentheses, and may hold spaces and parentheses itself.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
