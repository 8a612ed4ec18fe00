using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>One field of a typed setting as a profile or a phone gives it.</summary>
/// <param name="Key">As in specs: <c>ntp.servers</c>, <c>ring.volume</c>.</param>
/// <param name="Location">Where it is given.</param>
/// <param name="Items">One text of a scalar, the items of a list, the cells of a table row by row; empty with a secret or with <paramref name="IsFactory"/>.</param>
/// <param name="Secret">The reference where the field is a password.</param>
/// <param name="IsFactory">It stands under <c>factory</c>: the phone gets back what it had when it was new.</param>
public sealed record SettingValue(
    string Key, SpecLocation Location, ImmutableArray<Located<string>> Items, SecretReference? Secret = null, bool IsFactory = false)
{
    /// <summary>The text of a scalar.</summary>
    public string Text => Items.IsEmpty ? "" : Items[0].Value;

    public string ItemAt(int index) => index < Items.Length ? Items[index].Value : "";
}
