using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;
using Reconciler.Testing.SimulatedPhone.Sip;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>
/// A phone's web pages: <c>/admin/resync</c>, <c>/admin/reboot</c> and the one that shows its settings, for the user admin by digest where a password is set.
/// One request a connection.
/// </summary>
public sealed class PhoneWebServer : IAsyncDisposable
{
    private const int LongestHead = 16384;

    private readonly DeskPhone _phone;
    private readonly Action<PhoneRequest> _onRequest;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<(string Target, int Status)> _requests = new();
    private readonly ConcurrentBag<Task> _serving = [];
    private readonly string _nonce = SipText.NewId();
    private readonly Task _accepting;

    /// <summary>Listens at the phone's address, on the port that its settings name.</summary>
    public PhoneWebServer(DeskPhone phone, Action<PhoneRequest> onRequest)
    {
        _phone = phone;
        _onRequest = onRequest;
        _listener = phone.Network.Sockets(SocketType.Stream);
        if (phone.Memory.WebPort is { } port)
        {
            _listener.Bind(new IPEndPoint(phone.Address, port));
            _listener.Listen();
        }

        _accepting = phone.Memory.WebPort is not null ? AcceptAsync() : Task.CompletedTask;
    }

    /// <summary>What was asked for, with the status of the answer; 0: none was given.</summary>
    public IReadOnlyList<(string Target, int Status)> Requests => [.. _requests];

    /// <summary>As makers' guides have it; null: the device wants a session for it.</summary>
    private string? SettingsPage => _phone.Memory.Identity.ProductName switch
    {
        ['C', 'P', '-', ..] => "/admin/cfg.xml",
        "SPA112" or "SPA122" or "ATA191" or "ATA192" => null,
        _ => "/admin/spacfg.xml",
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_serving);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                _serving.Add(ServeAsync(await _listener.AcceptAsync(_closing.Token)));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The phone is unplugged.
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = socket;
        try
        {
            if (await ReadHeadAsync(socket) is { } head)
            {
                var target = head.Split('\r')[0].Split(' ')[1];
                await AnswerAsync(socket, head, target);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The other side went away, or the phone is unplugged.
        }
    }

    private async Task<string?> ReadHeadAsync(Socket socket)
    {
        var buffer = new byte[LongestHead];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), _closing.Token);
            length += read;
            var text = Encoding.Latin1.GetString(buffer, 0, length);
            if (read == 0 || text.Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                return read == 0 ? null : text;
            }
        }

        return null;
    }

    private async Task AnswerAsync(Socket socket, string head, string target)
    {
        if (_phone.Manner == PhoneManner.Silent)
        {
            _requests.Enqueue((target, 0));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _closing.Token);
        }

        var status = _phone.Manner == PhoneManner.Garbage ? 0 : StatusOf(head, target);
        _requests.Enqueue((target, status));
        var answer = status == 0 ? "\u0001\u0002 neither this nor that\r\n\r\n" : Answer(status, target);
        await socket.SendAsync(Encoding.UTF8.GetBytes(answer), _closing.Token);
        socket.Shutdown(SocketShutdown.Both);
        if (status == 200 && target.StartsWith("/admin/resync", StringComparison.Ordinal))
        {
            _onRequest(PhoneRequest.Resync);
        }
        else if (status == 200 && target == "/admin/reboot")
        {
            _onRequest(PhoneRequest.Reboot);
        }
    }

    private int StatusOf(string head, string target)
    {
        var password = _phone.Memory.WebPassword;
        var authorization = head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Authorization: ", StringComparison.OrdinalIgnoreCase))?["Authorization: ".Length..] ?? "";
        var isKnown = password.Length == 0 || DigestAuthentication.IsRightAnswer(authorization, "GET", _nonce, "admin", password);
        if (!isKnown || _phone.Manner == PhoneManner.Refusing)
        {
            return 401;
        }

        return target.Split('?')[0] is "/admin/resync" or "/admin/reboot" || target == SettingsPage ? 200 : 404;
    }

    private string Answer(int status, string target)
    {
        var body = status == 200 && target == SettingsPage ? Configuration() : string.Create(CultureInfo.InvariantCulture, $"{status}");
        var challenge = status == 401 ? $"WWW-Authenticate: Digest realm=\"spa admin\", nonce=\"{_nonce}\", algorithm=MD5, qop=\"auth\"\r\n" : "";
        return string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} -\r\n{challenge}Content-Type: text/xml\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");
    }

    /// <summary>The settings as the phone shows them: passwords masked.</summary>
    private string Configuration() => new XElement(
        "flat-profile",
        _phone.Memory.Values.Select(v => new XElement(v.Key, v.Key.Contains("Passw", StringComparison.Ordinal) && v.Value.Length > 0 ? "*************" : v.Value))).ToString();
}
