namespace Reconciler.Core.Secrets;

/// <summary>A secret's text as a spec holds it. It cannot be printed, logged or serialised; equality is by text.</summary>
public sealed class SecretLiteral : IEquatable<SecretLiteral>
{
    private readonly string _text;

    public SecretLiteral(string text) => _text = text;

    /// <summary>The text, for the secret source alone.</summary>
    internal string Open() => _text;

    public bool Equals(SecretLiteral? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as SecretLiteral);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    public override string ToString() => "***";
}
