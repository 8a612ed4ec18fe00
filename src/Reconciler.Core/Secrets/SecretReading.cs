namespace Reconciler.Core.Secrets;

/// <summary>What reading a secret gave: a value, or the problem with it. Never printed.</summary>
internal sealed class SecretReading
{
    private const int LongestValue = 4096;

    private SecretReading(string? value, string problem, string hint)
    {
        Value = value;
        Problem = problem;
        Hint = hint;
    }

    public string? Value { get; }

    public string Problem { get; }

    public string Hint { get; }

    public static SecretReading Missing(string problem, string hint) => new(null, problem, hint);

    /// <summary>Judges what holds wherever the value ends up: not empty, not endless, no control characters.</summary>
    public static SecretReading Of(string value, string what, string hint)
    {
        if (value.Length == 0)
        {
            return Missing($"{what} is empty.", hint);
        }

        if (value.Length > LongestValue)
        {
            return Missing($"{what} is longer than {LongestValue} characters.", hint);
        }

        return value.Any(char.IsControl) ? Missing($"{what} holds a control character or a line break.", hint) : new SecretReading(value, "", "");
    }

    public override string ToString() => "***";
}
