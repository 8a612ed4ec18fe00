using LibGit2Sharp;

namespace Reconciler.Git.Transports;

/// <summary>Both directions of a connection that stays open, as libgit2 reads and writes it.</summary>
internal sealed class ServerStream(SmartSubtransport transport, Conversation conversation, Stream input, Stream output, Action close) : SmartSubtransportStream(transport)
{
    private readonly byte[] _buffer = new byte[64 << 10];

    // Longer than the other side's own limit for connecting, so that it can say what it waited for.
    private TimeSpan Patience => conversation.Access.Timeouts.Idle + conversation.Access.Timeouts.Connect;

    public override int Read(Stream dataStream, long length, out long bytesRead)
    {
        var count = (int)Math.Min(length, _buffer.Length);
        var got = Attempt(() => input.Read(_buffer, 0, count));
        conversation.Received(_buffer.AsSpan(0, got));
        dataStream.Write(_buffer, 0, got);
        bytesRead = got;
        return 0;
    }

    public override int Write(Stream dataStream, long length)
    {
        Attempt(() =>
        {
            dataStream.CopyTo(output);
            output.Flush();
            return true;
        });
        return 0;
    }

    protected override void Free()
    {
        close();
        base.Free();
    }

    private T Attempt<T>(Func<T> work)
    {
        try
        {
            return conversation.Wait(Patience, close, _ => work());
        }
        catch (IOException)
        {
            throw conversation.Fail(NetworkFailures.Broken(conversation.Access));
        }
    }
}
