namespace Reconciler.Core.Phones.Settings;

/// <summary>The value that a phone falls back to once nothing sets a setting any more.</summary>
public enum Unset
{
    /// <summary>The model's family has no such element.</summary>
    NotThere,

    /// <summary>The next profile writes what a new phone has.</summary>
    Factory,

    /// <summary>It is the user's own or the device's, and stays; <c>factory</c> writes what a new phone has.</summary>
    Kept,

    /// <summary>It stays, and nobody knows what a new phone has.</summary>
    Unknown,
}
