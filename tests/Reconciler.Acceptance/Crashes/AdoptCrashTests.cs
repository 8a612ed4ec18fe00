namespace Reconciler.Acceptance.Crashes;

/// <summary><c>reconciler adopt</c> is disturbed while it sets aside what somebody put in the place of a published file.</summary>
public sealed class AdoptCrashTests(InterruptedAdopt site) : CrashTests(site, "adopt"), IClassFixture<InterruptedAdopt>;
