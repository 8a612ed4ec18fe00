using Reconciler.Host.Pbx;

namespace Reconciler.Host.Ami;

/// <summary>A request that has been sent and the answer that is due: one response, or a response and the events of its list.</summary>
internal sealed class AmiExchange(AmiRequest request, Action<AmiMessage>? onEvent)
{
    private readonly TaskCompletionSource<AmiMessage> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AmiMessage? _response;
    private long _cost;

    public AmiRequest Request => request;

    public Task<AmiMessage> Answer => _answer.Task;

    /// <summary>The cost of the answer so far, with one more message.</summary>
    public long Add(AmiMessage message) => _cost += message.Cost;

    /// <summary>Takes a message with this exchange's ActionID; true when it was the last.</summary>
    public bool Accept(AmiMessage message)
    {
        if (message.IsResponse)
        {
            _response = message;
            return !(onEvent is not null && message.StartsList) && Finish(message);
        }

        if (_response is null || onEvent is null)
        {
            return false;
        }

        if (message.EndsList)
        {
            return Finish(_response);
        }

        onEvent(message);
        return false;
    }

    public void Fail(PbxUnavailableException reason) => _answer.TrySetException(reason);

    private bool Finish(AmiMessage response)
    {
        _answer.TrySetResult(response);
        return true;
    }
}
