using System.Runtime.InteropServices;

namespace Reconciler.Agent;

/// <summary>
/// SIGHUP, which ends a process that does not catch it. It is caught before the program does anything else, and kept until there is somebody to deliver it to:
/// a hook after a push does not know whether the agent has just been started.
/// </summary>
public static class ProcessHangup
{
    private static readonly Lock Gate = new();
    private static PosixSignalRegistration? _registration;
    private static Action? _receiver;
    private static bool _isKept;

    /// <summary>From now on it ends nothing.</summary>
    public static void Catch()
    {
        lock (Gate)
        {
            _registration ??= PosixSignalRegistration.Create(PosixSignal.SIGHUP, Receive);
        }
    }

    /// <summary>Calls <paramref name="receiver"/> for each that comes, and at once for those that came before; until the result is disposed of.</summary>
    public static IDisposable Deliver(Action receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        Catch();
        lock (Gate)
        {
            _receiver = receiver;
            if (_isKept)
            {
                _isKept = false;
                receiver();
            }
        }

        return new Delivery(receiver);
    }

    private static void Receive(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (Gate)
        {
            if (_receiver is { } receiver)
            {
                receiver();
            }
            else
            {
                _isKept = true;
            }
        }
    }

    private sealed class Delivery(Action receiver) : IDisposable
    {
        public void Dispose()
        {
            lock (Gate)
            {
                _receiver = _receiver == receiver ? null : _receiver;
            }
        }
    }
}
