namespace Reconciler.Web.Access;

/// <summary>The right that an endpoint asks for; each includes those before it. Where an endpoint says nothing, it is <see cref="View"/>.</summary>
internal enum AccessRight
{
    None,
    View,
    Act,
}
