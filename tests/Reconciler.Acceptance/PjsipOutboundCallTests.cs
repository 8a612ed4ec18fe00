using Reconciler.Acceptance.Offices;

namespace Reconciler.Acceptance;

/// <summary>By Asterisk 22 and pjsip.</summary>
[Collection<OfficeAtWork>]
public sealed class PjsipOutboundCallTests(PjsipOffice office) : OutboundCallTests(office);
