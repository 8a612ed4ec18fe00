using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Import.Phones;

/// <summary>The configuration of one phone as a file has it.</summary>
internal sealed record PhoneDump
{
    private const string Tag = " cfg/";

    public required string File { get; init; }

    public required MacAddress? Mac { get; init; }

    /// <summary>Null: the file does not say.</summary>
    public required PhoneModel? Model { get; init; }

    /// <summary>Read from the phone itself, so that it says everything; else a profile that somebody wrote, which says what he wanted.</summary>
    public required bool IsOfPhone { get; init; }

    public required ImmutableArray<DumpElement> Elements { get; init; }

    /// <summary>The models all of whose phones take the file before their own; empty: it is of one phone.</summary>
    public IReadOnlyList<PhoneModel> CommonTo { get; init; } = [];

    /// <summary>The file that its phone takes before this one; null: none.</summary>
    public PhoneDump? Common { get; init; }

    /// <summary>Rendered by Reconciler: it speaks of what a phone's user adjusts only where a spec says it.</summary>
    public bool IsRendered => Elements.Any(e => e.Value.Contains(Tag, StringComparison.Ordinal) && DeviceFamilies.All.Any(f => f.Managed.PatternOf(e.Name) is "SIP_User_Agent_Name" or "SIP_Reg_User_Agent_Name" or "Agent_{n}_"));

    /// <summary>The file that holds an element.</summary>
    public string FileOf(DumpElement element) => Common is null || Elements.Contains(element) ? File : Common.File;

    /// <summary>By name; of elements that are there twice the last one, as the phone takes it.</summary>
    public Dictionary<string, DumpElement> ByName()
    {
        var found = Common?.ByName() ?? new Dictionary<string, DumpElement>(Elements.Length, StringComparer.Ordinal);
        foreach (var element in Elements)
        {
            found[element.Name] = element;
        }

        return found;
    }
}

/// <summary>One element of a flat profile.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DumpElement(string Name, string Value, int Line);
