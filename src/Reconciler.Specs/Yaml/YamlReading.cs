namespace Reconciler.Specs.Yaml;

/// <summary>The documents of one file.</summary>
/// <param name="Documents">The roots of those that could be read whole; empty documents are left out.</param>
/// <param name="IsWhole">False where reading stopped before the file's end.</param>
/// <param name="Values">How many keys, values and items were read.</param>
internal sealed record YamlReading(IReadOnlyList<SpecNode> Documents, bool IsWhole, int Values);
