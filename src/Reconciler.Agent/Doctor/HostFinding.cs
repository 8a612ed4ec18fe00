namespace Reconciler.Agent.Doctor;

/// <summary>One thing that is wrong with a host. Never holds a secret.</summary>
/// <param name="Severity">Whether the host can work with it.</param>
/// <param name="Problem">One sentence.</param>
/// <param name="Remedy">The one command to run or line to write.</param>
public sealed record HostFinding(FindingSeverity Severity, string Problem, string Remedy)
{
    /// <summary>Mends it where that is safe, so that <c>--fix</c> may; null: a person has to.</summary>
    internal Action? Repair { get; init; }

    /// <summary>Whether <c>--fix</c> mends it.</summary>
    public bool IsRepairable => Repair is not null;

    internal static HostFinding Error(string problem, string remedy, Action? repair = null) => new(FindingSeverity.Error, problem, remedy) { Repair = repair };

    internal static HostFinding Warning(string problem, string remedy, Action? repair = null) => new(FindingSeverity.Warning, problem, remedy) { Repair = repair };

    /// <summary>A fault of the surroundings whose sentence names the mend after a semicolon or colon.</summary>
    internal static HostFinding OfSentence(string sentence, string separator, string otherwise)
    {
        var at = sentence.LastIndexOf(separator, StringComparison.Ordinal);
        return at < 0 || !char.IsLower(sentence[at + separator.Length])
            ? Error(sentence, otherwise)
            : Error(sentence[..at] + ".", char.ToUpperInvariant(sentence[at + separator.Length]) + sentence[(at + separator.Length + 1)..]);
    }
}

/// <summary>Whether a host can work with what was found.</summary>
public enum FindingSeverity
{
    /// <summary>It works, and something that somebody counts on does not.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Error,
}
