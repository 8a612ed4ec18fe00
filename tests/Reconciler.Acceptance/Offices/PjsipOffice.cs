namespace Reconciler.Acceptance.Offices;

/// <summary>The office with Asterisk 22 and pjsip.</summary>
public sealed class PjsipOffice() : RingingOffice(22, "pjsip");
