namespace Reconciler.Import.Inputs;

/// <summary>A file to be taken over, which is read when it is its turn: a thousand dumps are not held at once.</summary>
/// <param name="name">As the user named it, or below the folder that he named; findings say it.</param>
/// <param name="open">Reads its content; null where it is larger than <see cref="LargestBytes"/>.</param>
public sealed class InputFile(string name, Func<byte[]?> open)
{
    /// <summary>No dump and no hand-written file comes near it.</summary>
    public const int LargestBytes = 16 << 20;

    /// <param name="name">As the user named it.</param>
    /// <param name="bytes">Its content, which was read already; null where it is too large.</param>
    public InputFile(string name, byte[]? bytes)
        : this(name, () => bytes)
    {
    }

    public string Name { get; } = name;

    /// <summary>The name without its folders.</summary>
    public string BaseName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>Its path below the folder that was named; of a file that was named itself its name alone. Nothing leads out of it.</summary>
    public string Place { get; init; } = name[(name.LastIndexOf('/') + 1)..];

    /// <summary>Its content; null where it was not read, since it is too large.</summary>
    public byte[]? Read() => open();
}
