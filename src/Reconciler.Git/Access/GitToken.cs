namespace Reconciler.Git.Access;

/// <summary>A token from the environment. It cannot be printed.</summary>
public sealed class GitToken(string value)
{
    /// <summary>For the request's header only.</summary>
    internal string Open() => value;

    public override string ToString() => "***";
}
