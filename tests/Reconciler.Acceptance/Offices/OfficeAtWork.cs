namespace Reconciler.Acceptance.Offices;

/// <summary>The tests that make calls in one and the same office, one after the other.</summary>
[CollectionDefinition]
public sealed class OfficeAtWork : ICollectionFixture<RingingOffice>;
