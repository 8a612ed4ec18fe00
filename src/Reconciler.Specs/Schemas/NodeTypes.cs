namespace Reconciler.Specs.Schemas;

/// <summary>JSON Schema's types.</summary>
[Flags]
internal enum NodeTypes
{
    None = 0,
    Array = 1,
    Boolean = 2,
    Integer = 4,
    Null = 8,
    Number = 16,
    Object = 32,
    String = 64,
}
