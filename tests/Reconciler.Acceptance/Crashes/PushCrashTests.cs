namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is disturbed while it applies a push.</summary>
public sealed class PushCrashTests(InterruptedPush site) : CrashTests(site, "push"), IClassFixture<InterruptedPush>;
