namespace Reconciler.Core.Diagnostics;

/// <summary>Where a document's keys are written, by their path (<c>asterisk.nat</c>); a key that is not there has the program's default.</summary>
public sealed class WrittenKeys(IReadOnlyDictionary<string, SpecLocation> places)
{
    /// <summary>Of a spec that no file was read for.</summary>
    public static WrittenKeys None { get; } = new(new Dictionary<string, SpecLocation>(StringComparer.Ordinal));

    /// <summary>Where the key's value is written; null: nowhere.</summary>
    public SpecLocation? Find(string path) => places.TryGetValue(path, out var place) ? place : null;
}
