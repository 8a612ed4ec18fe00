namespace Reconciler.Host.Disk;

/// <summary>Somebody else's file, link or directory where a name of ours is to be published.</summary>
/// <param name="Name">The published name, relative to the root: what <c>reconciler adopt</c> takes.</param>
/// <param name="Path">Where it is.</param>
public sealed record ForeignNameFinding(string Name, string Path)
{
    /// <summary>The fault and the way out.</summary>
    public string Message => $"{Path} is not Reconciler's and is left alone; `reconciler adopt {Name}` sets it aside and publishes there.";
}
