namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is disturbed while it publishes the first wave of a change, which must reach no phone of a later one.</summary>
public sealed class WaveCrashTests(InterruptedWave site) : CrashTests(site, "wave"), IClassFixture<InterruptedWave>;
