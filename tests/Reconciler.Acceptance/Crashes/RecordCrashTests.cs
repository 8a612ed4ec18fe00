namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is disturbed while it records what it has published: on the disk and on the status branch.</summary>
public sealed class RecordCrashTests(InterruptedRecord site) : CrashTests(site, "record"), IClassFixture<InterruptedRecord>;
