namespace Reconciler.Acceptance.Offices;

/// <summary>The tests that make calls in one and the same office with Asterisk 22, one after the other.</summary>
[CollectionDefinition]
public sealed class OfficeAtWork : ICollectionFixture<PjsipOffice>;
