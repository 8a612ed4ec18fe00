using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>A key's label where its spec says nothing: the name of what its number reaches, else the number.</summary>
internal static class DefaultLabel
{
    public static Located<string> Of(ExtensionSpec extension) => extension.Name ?? Text(extension.Number);

    public static Located<string> Of(RingGroupSpec group) => group.Name ?? Text(group.Number);

    private static Located<string> Text(Located<ExtensionNumber> number) => new(number.Value.ToString(), number.Location);
}
