using System.Globalization;
using Reconciler.Core.Digests;

namespace Reconciler.Host.Publishing;

/// <summary>The name of a generation's directory: a number that only grows, and a keyed digest that cannot be guessed.</summary>
internal sealed record GenerationName(long Number, string Digest)
{
    private const string LinkPrefix = "gens/";

    private const int DigestDigits = 16;

    public string LinkTarget => LinkPrefix + this;

    public static GenerationName Of(long number, Digest digest) => new(number, digest.Abbreviated);

    public static GenerationName? Parse(string? text)
    {
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        return dash > 0
            && text![0] != '0'
            && text.Length == dash + 1 + DigestDigits
            && HexText.IsLowerCase(text.AsSpan(dash + 1))
            && long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new GenerationName(number, text[(dash + 1)..])
                : null;
    }

    /// <summary>The generation that the text of <c>current</c> names; null for a text that is not ours.</summary>
    public static GenerationName? FromLink(string? target) =>
        target is not null && target.StartsWith(LinkPrefix, StringComparison.Ordinal) ? Parse(target[LinkPrefix.Length..]) : null;

    public override string ToString() => $"{Number}-{Digest}";
}
