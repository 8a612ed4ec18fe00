using System.Runtime.InteropServices;

namespace Reconciler.Agent.Hosting;

/// <summary>
/// SIGHUP, which ends a process that does not catch it. It is caught before the program does anything else, and kept until there is somebody to deliver it to:
/// a hook after a push does not know whether the agent has just been started.
/// </summary>
public static class ProcessHangup
{
    private static readonly Lock Gate = new();
    private static PosixSignalRegistration? Registration;
    private static Action? Receiver;
    private static bool IsKept;

    /// <summary>From now on it ends nothing.</summary>
    public static void Catch()
    {
        lock (Gate)
        {
            Registration ??= PosixSignalRegistration.Create(PosixSignal.SIGHUP, Receive);
        }
    }

    /// <summary>Calls <paramref name="receiver"/> for each that comes, and at once for those that came before; until the result is disposed of.</summary>
    public static IDisposable Deliver(Action receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        Catch();
        lock (Gate)
        {
            Receiver = receiver;
            if (IsKept)
            {
                IsKept = false;
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
            if (Receiver is { } receiver)
            {
                receiver();
            }
            else
            {
                IsKept = true;
            }
        }
    }

    private sealed class Delivery(Action receiver) : IDisposable
    {
        public void Dispose()
        {
            lock (Gate)
            {
                Receiver = Receiver == receiver ? null : Receiver;
            }
        }
    }
}
