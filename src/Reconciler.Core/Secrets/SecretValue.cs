namespace Reconciler.Core.Secrets;

/// <summary>
/// A secret on its way to a published file. It cannot be printed, logged, serialised or put in a diff; a final writer opens it.
/// Without the host's key it has no value, and opens to its reference.
/// </summary>
public sealed class SecretValue
{
    private readonly string? _value;

    private SecretValue(SecretReference reference, string? value)
    {
        Reference = reference;
        _value = value;
    }

    /// <summary>Its reference as the spec has it: safe to print.</summary>
    public SecretReference Reference { get; }

    /// <summary>False where there is no key (validate, plan, CI): the reference stands in for the value.</summary>
    public bool IsKnown => _value is not null;

    public static SecretValue Known(SecretReference reference, string value) => new(reference, value);

    public static SecretValue Masked(SecretReference reference) => new(reference, null);

    /// <summary>The value, or the reference where it is masked. For final writers, the revision tag and the AMI read-back only.</summary>
    internal string Open() => _value ?? Reference.ToString();

    public override string ToString() => "***";
}
