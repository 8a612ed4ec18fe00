using Reconciler.Core.Fleets;

namespace Reconciler.Import.Phones;

/// <summary>A line of an inventory: a table of MAC, model, extension and name, of which any may be missing.</summary>
internal sealed record InventoryRow(string File, int Line, MacAddress? Mac, PhoneModel? Model, string Extension, string Name, string Description, string Secret, string Mailbox, string Email, string Context)
{
    /// <summary>The mailbox's PIN; empty: not said.</summary>
    public string Pin { get; init; } = "";

    public int? RingSeconds { get; init; }

    /// <summary>How Asterisk reaches the device: <c>pjsip</c>; empty: not said.</summary>
    public string Technology { get; init; } = "";
}
