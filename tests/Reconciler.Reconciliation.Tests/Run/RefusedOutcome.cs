using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Tests.Run;

internal static class RefusedOutcome
{
    /// <summary>The hash that the guard's refusal names.</summary>
    public static string PlanToApprove(this RunOutcome refused) =>
        refused.Message.Split('\'', ' ').First(word => word.Length == 64 && word.All(char.IsAsciiHexDigitLower));
}
