namespace Reconciler.Core.Diagnostics;

/// <summary>A value and the place in the user's files that set it; what <c>explain</c> and cross-file findings point at.</summary>
public readonly record struct Located<T>(T Value, SpecLocation Location)
{
    public override string ToString() => $"{Value}";
}
