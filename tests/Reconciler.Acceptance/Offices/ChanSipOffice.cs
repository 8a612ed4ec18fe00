namespace Reconciler.Acceptance.Offices;

/// <summary>The office with Asterisk 16 and chan_sip.</summary>
public sealed class ChanSipOffice() : RingingOffice(16, "sip");
