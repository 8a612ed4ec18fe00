namespace Reconciler.Git.Transports;

/// <summary>The output of the service on the server. Where it ends, ssh's own words are asked whether that is a failure.</summary>
internal sealed class SshOutput(SshProcess process, Conversation conversation) : Stream
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private bool _hasSaid;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var got = process.Output.Read(buffer, offset, count);
        if (got == 0 && !_hasSaid)
        {
            throw conversation.Fail(SshFailures.Of(process.Errors(Patience), conversation.Access.Url));
        }

        _hasSaid = true;
        return got;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
