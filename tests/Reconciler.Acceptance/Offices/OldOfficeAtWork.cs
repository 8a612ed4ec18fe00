namespace Reconciler.Acceptance.Offices;

/// <summary>The tests that make calls in one and the same office with Asterisk 16 and chan_sip, one after the other.</summary>
[CollectionDefinition]
public sealed class OldOfficeAtWork : ICollectionFixture<ChanSipOffice>;
