using System.Collections.Immutable;

namespace Reconciler.Core.Secrets;

/// <summary>
/// The text of one configuration value, in which parts may be secrets. Equality, printing and plans see references only
/// (<see cref="Masked"/>); <see cref="Open"/> is for the final writers of this assembly.
/// </summary>
public readonly struct ConfigText : IEquatable<ConfigText>
{
    private readonly string? _plain;
    private readonly ImmutableArray<object> _parts;

    public ConfigText(string plain)
    {
        _plain = plain;
        _parts = default;
    }

    public ConfigText(SecretValue secret)
    {
        _plain = null;
        _parts = [secret];
    }

    private ConfigText(ImmutableArray<object> parts)
    {
        _plain = null;
        _parts = parts;
    }

    public bool HasSecret => !_parts.IsDefault;

    /// <summary>The secrets in it, in order.</summary>
    public IEnumerable<SecretValue> Secrets => _parts.IsDefault ? [] : _parts.OfType<SecretValue>();

    /// <summary>The text with each secret as its reference.</summary>
    public string Masked => _parts.IsDefault ? _plain ?? "" : string.Concat(_parts.Select(p => p is SecretValue s ? s.Reference.ToString() : (string)p));

    public static implicit operator ConfigText(string plain) => new(plain);

    public static implicit operator ConfigText(SecretValue secret) => new(secret);

    public static ConfigText FromString(string plain) => new(plain);

    public static ConfigText FromSecretValue(SecretValue secret) => new(secret);

    public static ConfigText Concat(params ReadOnlySpan<ConfigText> texts)
    {
        var parts = ImmutableArray.CreateBuilder<object>();
        foreach (var text in texts)
        {
            if (text._parts.IsDefault)
            {
                parts.Add(text._plain ?? "");
            }
            else
            {
                parts.AddRange(text._parts);
            }
        }

        return parts.Any(p => p is SecretValue) ? new ConfigText(parts.ToImmutable()) : new ConfigText(string.Concat(parts));
    }

    internal string Open() => _parts.IsDefault ? _plain ?? "" : string.Concat(_parts.Select(p => p is SecretValue s ? s.Open() : (string)p));

    public bool Equals(ConfigText other) => string.Equals(Masked, other.Masked, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is ConfigText other && Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Masked);

    public static bool operator ==(ConfigText left, ConfigText right) => left.Equals(right);

    public static bool operator !=(ConfigText left, ConfigText right) => !left.Equals(right);

    public override string ToString() => Masked;
}
