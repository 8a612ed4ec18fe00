using System.Globalization;
using Reconciler.Host.Inventory;

namespace Reconciler.Host.Convergence;

/// <summary>Asterisk does not let somebody in who calls himself one of our extensions.</summary>
/// <param name="Address">From where, last.</param>
/// <param name="Verdict">Why.</param>
/// <param name="Since">When it began.</param>
/// <param name="Last">When it was last so, to the minute.</param>
public sealed record RejectedLogin(string Address, LoginVerdict Verdict, DateTimeOffset Since, DateTimeOffset Last)
{
    /// <summary>A phone tries again within minutes; what has not been tried for so long is not tried any more.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Whether it still goes on.</summary>
    public bool IsCurrent(DateTimeOffset now) => now - Last < LongestPause;

    /// <summary>One sentence, without a full stop.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Asterisk {(Verdict == LoginVerdict.AccountUnknown ? "does not know its extension" : "rejects its password")} (since {Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, from {Address})");
}
