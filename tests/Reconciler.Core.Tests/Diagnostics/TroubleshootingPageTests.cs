using Reconciler.Core.Diagnostics;
using Reconciler.Testing;

namespace Reconciler.Core.Tests.Diagnostics;

/// <summary>The page that says what to do about a condition's reason.</summary>
public sealed class TroubleshootingPageTests
{
    private static readonly HashSet<string> Fine = new(
        [
            ConditionReasons.NotTried, ConditionReasons.Fetched, ConditionReasons.NotRequired, ConditionReasons.Verified, ConditionReasons.Valid, ConditionReasons.Allowed, ConditionReasons.Approved,
            ConditionReasons.ReadBack, ConditionReasons.Published, ConditionReasons.Recorded, ConditionReasons.Converged, ConditionReasons.Reconciled,
        ],
        StringComparer.Ordinal);

    [Fact]
    public void Page_HasEveryReasonThatIsNotFine()
    {
        var page = File.ReadAllText(Checkout.PathOf("docs", "troubleshooting.md"));

        Assert.All(ConditionReasons.ByType.Values.SelectMany(reasons => reasons).Distinct().Where(reason => !Fine.Contains(reason)), reason => Assert.Contains($"`{reason}`", page, StringComparison.Ordinal));
    }
}
