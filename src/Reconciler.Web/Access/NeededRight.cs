namespace Reconciler.Web.Access;

/// <summary>Says of an endpoint which right it asks for.</summary>
internal sealed record NeededRight(AccessRight Right);
