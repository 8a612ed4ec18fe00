using LibGit2Sharp;

namespace Reconciler.Git.Transports;

#pragma warning disable CA1001 // libgit2 frees a stream, by Free; nobody disposes of it.
/// <summary>One request and its answer. libgit2 writes the request's body, then reads.</summary>
internal sealed class HttpExchange(HttpTransport transport, Conversation conversation, HttpServer server, string service, bool isListing) : SmartSubtransportStream(transport)
{
    private readonly byte[] _buffer = new byte[64 << 10];
    private readonly MemoryStream _request = new();
    private HttpResponseMessage? _response;
    private Stream? _answer;

    public override int Write(Stream dataStream, long length)
    {
        dataStream.CopyTo(_request);
        return 0;
    }

    public override int Read(Stream dataStream, long length, out long bytesRead)
    {
        if (_answer is null)
        {
            _response = isListing ? server.List(service) : server.Post(service, _request.ToArray());
            _answer = _response.Content.ReadAsStream();
        }

        var count = (int)Math.Min(length, _buffer.Length);
        var got = Next(_response!, _answer, count);
        conversation.Received(_buffer.AsSpan(0, got));
        dataStream.Write(_buffer, 0, got);
        bytesRead = got;
        return 0;
    }

    protected override void Free()
    {
        _response?.Dispose();
        _request.Dispose();
        base.Free();
    }

    private int Next(HttpResponseMessage response, Stream answer, int count)
    {
        try
        {
            return conversation.Wait(conversation.Access.Timeouts.Idle, response.Dispose, _ => answer.Read(_buffer, 0, count));
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw conversation.Fail(NetworkFailures.Broken(conversation.Access));
        }
    }
}
