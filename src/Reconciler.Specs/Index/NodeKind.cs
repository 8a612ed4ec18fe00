namespace Reconciler.Specs.Index;

/// <summary>The first byte of a node; the numbers stand in files.</summary>
internal enum NodeKind : byte
{
    PlainScalar = 1,
    QuotedScalar = 2,
    List = 3,
    Map = 4,
}
