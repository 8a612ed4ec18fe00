using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets;

/// <summary>The site's emergency numbers as they are dialled, found in constant time however many are listed.</summary>
internal sealed class EmergencyNumbers
{
    private readonly HashSet<string> _numbers;
    private readonly int[] _lengths;

    public EmergencyNumbers(IEnumerable<Located<string>> numbers)
    {
        _numbers = numbers.Select(n => Dialled(n.Value)).Where(n => n.Length > 0).ToHashSet(StringComparer.Ordinal);
        _lengths = [.. _numbers.Select(n => n.Length).Distinct().Order()];
    }

    /// <summary>Also written with a leading +, as trunks send a called number.</summary>
    public bool IsOne(string number) => _numbers.Contains(Dialled(number));

    /// <summary>The emergency number that a longer one begins with.</summary>
    public string? StartOf(string number) =>
        _lengths.TakeWhile(length => length < number.Length).Select(length => number[..length]).FirstOrDefault(_numbers.Contains);

    private static string Dialled(string number) => number.TrimStart('+');
}
