namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is disturbed while it goes back to an earlier commit, as <c>reconciler rollback</c> asked.</summary>
public sealed class RollbackCrashTests(InterruptedRollback site) : CrashTests(site, "rollback"), IClassFixture<InterruptedRollback>;
