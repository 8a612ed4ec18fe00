using System.ComponentModel;
using Reconciler.Core.Sources;

namespace Reconciler.Git.Transports;

/// <summary>ssh by the program of that name, told everything on its command line: no configuration of a user's or of the system's is read.</summary>
internal sealed class SshTransport : ConnectedTransport
{
    private SshProcess? _process;

    protected override ServerStream Connect(Conversation conversation, string service)
    {
        try
        {
            _process = SshProcess.Start(conversation.Access, service);
        }
        catch (Win32Exception)
        {
            throw conversation.Fail(GitFailure.Other, "The program ssh is not installed: install openssh-client.");
        }

        var process = _process;
        return new ServerStream(this, conversation, new SshOutput(process, conversation), process.Input, process.Stop);
    }

    protected override void Dispose()
    {
        _process?.Dispose();
        base.Dispose();
    }
}
