namespace Reconciler.Import.Inputs;

/// <summary>A file to be taken over.</summary>
/// <param name="Name">As the user named it, or below the folder that he named; findings say it.</param>
/// <param name="Bytes">Its content; null where it was not read, since it is larger than <see cref="LargestBytes"/>.</param>
public sealed record InputFile(string Name, byte[]? Bytes)
{
    /// <summary>No dump and no hand-written file comes near it.</summary>
    public const int LargestBytes = 16 << 20;

    /// <summary>The name without its folders.</summary>
    public string BaseName => Name[(Name.LastIndexOf('/') + 1)..];
}
