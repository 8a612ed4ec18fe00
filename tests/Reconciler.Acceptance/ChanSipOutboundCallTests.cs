using Reconciler.Acceptance.Offices;

namespace Reconciler.Acceptance;

/// <summary>By Asterisk 16 and chan_sip.</summary>
[Collection<OldOfficeAtWork>]
public sealed class ChanSipOutboundCallTests(ChanSipOffice office) : OutboundCallTests(office);
