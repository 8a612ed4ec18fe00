using System.Globalization;
using System.Runtime.InteropServices;
using Reconciler.Core.Fleets;

namespace Reconciler.Host.Publishing;

/// <summary>
/// Where a node stands in a tree of profiles: the octal digits, the first at the root, that lead to it. A leaf has the last twelve bits of its phones' MAC addresses,
/// which all have the same last octet then.
/// </summary>
/// <param name="Depth">How many digits: 0 at the root.</param>
/// <param name="Number">The digits as a number.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TreePlace(int Depth, int Number)
{
    // Eight by eight: one changed phone makes a node of each depth anew, with a link for each of its children, and a leaf of 100,000 phones holds 24.
    public const int Children = 8;

    public const int LeafDepth = 4;

    public const int Leaves = 1 << (3 * LeafDepth);

    public static TreePlace Root => default;

    public bool IsLeaf => Depth == LeafDepth;

    /// <summary>The last digit: the name under which the node above has it.</summary>
    public string Name => Digit(Number & (Children - 1));

    /// <summary>All digits.</summary>
    public string Digits
    {
        get
        {
            var text = "";
            for (var place = this; place.Depth > 0; place = place.Parent)
            {
                text = place.Name + text;
            }

            return text;
        }
    }

    public TreePlace Parent => new(Depth - 1, Number / Children);

    public static TreePlace LeafOf(MacAddress phone) => new(LeafDepth, (int)(phone.Value % Leaves));

    /// <summary>The digit that leads from this node to a leaf below it.</summary>
    public int DigitTo(TreePlace leaf) => (leaf.Number >> (3 * (LeafDepth - 1 - Depth))) % Children;

    public TreePlace Child(int digit) => new(Depth + 1, (Number * Children) + digit);

    public static string Digit(int digit) => ((char)('0' + digit)).ToString(CultureInfo.InvariantCulture);
}
