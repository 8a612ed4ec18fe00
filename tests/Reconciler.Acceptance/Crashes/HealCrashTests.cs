namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is disturbed while it heals what somebody changed by hand.</summary>
public sealed class HealCrashTests(InterruptedHeal site) : CrashTests(site, "heal"), IClassFixture<InterruptedHeal>;
