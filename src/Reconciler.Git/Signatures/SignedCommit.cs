using System.Text;
using Reconciler.Core.Sources;

namespace Reconciler.Git.Signatures;

/// <summary>A commit's signature and the bytes that it is of: the stored commit without the signature's own header.</summary>
/// <param name="Id">The commit.</param>
/// <param name="Signature">In its armour; null: there is none, or more than one, of which nobody could say which counts.</param>
/// <param name="Content">The signed bytes.</param>
internal sealed record SignedCommit(CommitId Id, string? Signature, byte[] Content)
{
    private const byte LineEnd = (byte)'\n';

    private static ReadOnlySpan<byte> Header => "gpgsig "u8;

    /// <summary>Reads a commit as Git stores it. Headers end at the first empty line; a header goes on in lines that begin with a space.</summary>
    public static SignedCommit Parse(CommitId id, byte[] stored)
    {
        var content = new MemoryStream(stored.Length);
        var signature = new MemoryStream();
        var signatures = 0;
        var isInSignature = false;
        var at = 0;
        while (at < stored.Length && stored[at] != LineEnd)
        {
            var length = stored.AsSpan(at).IndexOf(LineEnd);
            var line = stored.AsSpan(at, length < 0 ? stored.Length - at : length + 1);
            at += line.Length;
            if (line.StartsWith(Header))
            {
                signatures++;
                isInSignature = true;
                signature.Write(line[Header.Length..]);
            }
            else if (isInSignature && line[0] == ' ')
            {
                signature.Write(line[1..]);
            }
            else
            {
                isInSignature = false;
                content.Write(line);
            }
        }

        content.Write(stored.AsSpan(at));
        return new SignedCommit(id, signatures == 1 ? Encoding.ASCII.GetString(signature.ToArray()) : null, content.ToArray());
    }
}
