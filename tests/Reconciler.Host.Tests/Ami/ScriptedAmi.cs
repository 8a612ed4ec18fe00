using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Reconciler.Core.Secrets;
using Reconciler.Host.Ami;

namespace Reconciler.Host.Tests.Ami;

/// <summary>A TCP server that plays an AMI for one connection, for faults that a real Asterisk cannot be made to show.</summary>
internal sealed class ScriptedAmi : IAsyncDisposable
{
    public const string Secret = "Canary-secret";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _playing;

    private ScriptedAmi(Func<ScriptedClient, Task> script)
    {
        _listener.Start();
        _playing = PlayAsync(script);
    }

    public AmiEndpoint Settings => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port, "reconciler", new SecretLiteral(Secret));

    /// <summary>Plays a script from the first byte on.</summary>
    public static ScriptedAmi From(Func<ScriptedClient, Task> script) => new(script);

    /// <summary>Plays a script from after the login on.</summary>
    public static ScriptedAmi AfterLogin(Func<ScriptedClient, Task> script) => new(async client =>
    {
        await client.LogInAsync();
        await script(client);
    });

    /// <summary>Answers each action after the login, without its ActionID, which is added; the probe of a new connection is answered here.</summary>
    public static ScriptedAmi Answering(Func<IReadOnlyDictionary<string, string>, string> answer) => AfterLogin(async client =>
    {
        while (await client.NextAsync() is { } action)
        {
            var text = action["Action"] switch
            {
                "ListCommands" => "Response: Success\r\nReload: Send a reload event. (Priv: system)\r\n\r\n",
                "CoreSettings" => "Response: Success\r\nAsteriskVersion: 22.0.0\r\n\r\n",
                _ => answer(action),
            };
            await client.SendAsync(text.Replace("\r\n\r\n", $"\r\nActionID: {action["ActionID"]}\r\n\r\n", StringComparison.Ordinal));
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _playing;
        _closing.Dispose();
    }

    private async Task PlayAsync(Func<ScriptedClient, Task> script)
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
            await script(new ScriptedClient(client.GetStream(), _closing.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The client has gone, or the test is over.
        }
    }
}

/// <summary>The script's side of the connection.</summary>
internal sealed class ScriptedClient(Stream stream, CancellationToken cancellationToken)
{
    private readonly AmiReader _reader = new(stream);

    /// <summary>Everything that came, line by line.</summary>
    public List<string> Received { get; } = [];

    public async Task<IReadOnlyDictionary<string, string>?> NextAsync()
    {
        var message = await _reader.ReadMessageAsync(cancellationToken);
        Received.AddRange(message?.Headers.Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Key}: {h.Value}")) ?? []);
        return message?.Headers.ToDictionary(h => h.Key, h => h.Value, StringComparer.Ordinal);
    }

    public Task SendAsync(string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();

    /// <summary>Answers an action.</summary>
    public async Task<string> AnswerNextAsync(string headers)
    {
        var action = await NextAsync();
        await SendAsync($"Response: Success\r\nActionID: {action!["ActionID"]}\r\n{headers}\r\n");
        return action["ActionID"];
    }

    public async Task LogInAsync()
    {
        await SendAsync("Asterisk Call Manager/11.0.0\r\n");
        await AnswerNextAsync("Challenge: 123456\r\n");
        await AnswerNextAsync("Message: Authentication accepted\r\n");
        await SendAsync("Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n");
        await AnswerNextAsync("Events: Off\r\n");
    }

    /// <summary>Says nothing more until the test is over.</summary>
    public Task StaySilentAsync() => Task.Delay(Timeout.Infinite, cancellationToken);
}
