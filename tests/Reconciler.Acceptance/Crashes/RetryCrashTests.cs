namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is disturbed while it does what <c>reconciler retry</c> asked for, which must not be forgotten.</summary>
public sealed class RetryCrashTests(InterruptedRetry site) : CrashTests(site, "retry"), IClassFixture<InterruptedRetry>;
