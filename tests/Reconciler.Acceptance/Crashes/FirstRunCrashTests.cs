namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is disturbed while it publishes for the first time.</summary>
public sealed class FirstRunCrashTests(InterruptedFirstRun site) : CrashTests(site, "first run"), IClassFixture<InterruptedFirstRun>;
