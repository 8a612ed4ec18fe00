namespace Reconciler.Git.Transports;

/// <summary>
/// Sees whether a server's list says that its repository is shallow (gitprotocol-pack, "Reference Discovery"): libgit2 takes that for a broken list.
/// </summary>
internal struct RefListWatch
{
    private byte[] _tail;

    public bool IsShallow { get; private set; }

    public void See(ReadOnlySpan<byte> bytes)
    {
        // A line of 40 digits after the word, by its length with and without a line end. The capability of that name has no length before it.
        var ended = "0035shallow "u8;
        var open = "0034shallow "u8;
        byte[] seen = [.. _tail ?? [], .. bytes];
        IsShallow |= seen.AsSpan().IndexOf(ended) >= 0 || seen.AsSpan().IndexOf(open) >= 0;
        _tail = seen[^Math.Min(seen.Length, ended.Length - 1)..];
    }
}
