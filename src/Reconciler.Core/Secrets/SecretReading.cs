namespace Reconciler.Core.Secrets;

/// <summary>The result of reading a secret: a value, or the problem with it. Never printed.</summary>
internal sealed class SecretReading
{
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

    /// <summary>A value as it was read, not judged yet: only <see cref="For"/> knows what it is for.</summary>
    public static SecretReading Of(string value, string what, string hint) => new(value, what, "", hint);

    /// <summary>Judged for a secret of that kind.</summary>
    public SecretReading For(SecretKind kind) =>
        Value is not null && SecretText.Problem(Value, kind) is { } problem ? Missing($"{_what} {problem}.", Hint) : this;

    public override string ToString() => "***";
}
