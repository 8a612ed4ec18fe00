namespace Reconciler.Core.Secrets;

/// <summary>What reading a secret gave: a value, or the problem with it. Never printed.</summary>
internal sealed class SecretReading
{
    private const int LongestValue = 4096;
    private const int ShortestPin = 4;
    private const int LongestPin = 16;

    private readonly string _what;

    private SecretReading(string? value, string what, string problem, string hint)
    {
        _what = what;
        Value = value;
        Problem = problem;
        Hint = hint;
    }

    public string? Value { get; }

    public string Problem { get; }

    public string Hint { get; }

    public static SecretReading Missing(string problem, string hint) => new(null, "", problem, hint);

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

        return value.Any(char.IsControl) ? Missing($"{what} holds a control character or a line break.", hint) : new SecretReading(value, what, "", hint);
    }

    /// <summary>Judges what holds where a secret of that kind ends up: a PIN is 4 to 16 digits, and Asterisk cuts the blanks around a password off.</summary>
    public SecretReading For(SecretKind kind) => (kind, Value) switch
    {
        (_, null) => this,
        (SecretKind.Pin, { } pin) when pin.Length is < ShortestPin or > LongestPin || !pin.All(char.IsAsciiDigit) =>
            Missing($"{_what} is no PIN of {ShortestPin} to {LongestPin} digits.", Hint),
        (SecretKind.Secret, [' ', ..] or [.., ' ']) => Missing($"{_what} begins or ends with a blank.", Hint),
        _ => this,
    };

    public override string ToString() => "***";
}
