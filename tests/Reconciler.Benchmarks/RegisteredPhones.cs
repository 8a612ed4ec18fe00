using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Reconciler.Core.Fleets;
using Reconciler.Host.Convergence;
using Reconciler.Testing.Fleets;

namespace Reconciler.Benchmarks;

/// <summary>Many phones that run what they should: how Asterisk and the agent know them, and their REGISTERs, without passwords.</summary>
internal sealed class RegisteredPhones(int count)
{
    private const int AtOnce = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>What the agent published to them.</summary>
    public PhoneBook Book() => PhoneBook.Empty with
    {
        Site = "benchmark",
        RegisterExpires = 3600,
        ResyncEvery = 3600,
        Phones = Enumerable.Range(0, count).Select(Phone).ToImmutableSortedDictionary(p => p.Mac, p => p),
    };

    /// <summary>What Asterisk includes.</summary>
    public string Configuration()
    {
        var text = new StringBuilder("[phone](!)\ntype = endpoint\ncontext = none\nallow = ulaw\n[place](!)\ntype = aor\nmax_contacts = 1\nremove_existing = yes\n");
        for (var phone = 0; phone < count; phone++)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{FleetGenerator.ExtensionOf(phone)}](phone)\naors = {FleetGenerator.ExtensionOf(phone)}\n[{FleetGenerator.ExtensionOf(phone)}](place)\n");
        }

        return text.ToString();
    }

    /// <summary>Registers all of them, a few at once.</summary>
    public async Task RegisterAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Connect(IPAddress.Loopback, port);
        foreach (var phones in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            var waiting = phones.ToHashSet();
            while (waiting.Count > 0)
            {
                foreach (var phone in waiting)
                {
                    await socket.SendAsync(Register(phone, (IPEndPoint)socket.Client.LocalEndPoint!), cancellationToken);
                }

                await ReceiveAsync(socket, waiting, cancellationToken);
            }
        }
    }

    /// <summary>Takes answers until each phone has one, or none comes: UDP may lose some.</summary>
    private static async Task ReceiveAsync(UdpClient socket, HashSet<int> waiting, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            while (waiting.Count > 0)
            {
                var answer = Encoding.ASCII.GetString((await socket.ReceiveAsync(patience.Token)).Buffer);
                if (!answer.StartsWith("SIP/2.0 200", StringComparison.Ordinal))
                {
                    throw new InvalidOperationException($"Asterisk refused a REGISTER:\n{answer}");
                }

                var number = answer.Split('\n').First(l => l.StartsWith("CSeq: ", StringComparison.Ordinal)).Split(' ')[1];
                waiting.Remove(int.Parse(number, CultureInfo.InvariantCulture) - 1);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The rest is sent again.
        }
    }

    private static byte[] Register(int phone, IPEndPoint from) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
        REGISTER sip:127.0.0.1 SIP/2.0
        Via: SIP/2.0/UDP {from};branch=z9hG4bK{phone}
        Max-Forwards: 70
        From: <sip:{FleetGenerator.ExtensionOf(phone)}@127.0.0.1>;tag={phone}
        To: <sip:{FleetGenerator.ExtensionOf(phone)}@127.0.0.1>
        Call-ID: {phone}@benchmark
        CSeq: {phone + 1} REGISTER
        Contact: <sip:{FleetGenerator.ExtensionOf(phone)}@{from}>
        Expires: 3600
        User-Agent: Cisco/SPA504G-7.6.2 cfg/{Tag(phone)}
        Content-Length: 0


        """).ReplaceLineEndings("\r\n"));

    private static FollowedPhone Phone(int phone) => new()
    {
        Mac = new MacAddress(0x002584000000UL + (ulong)phone),
        Model = "SPA504G",
        Firmware = null,
        Content = new string('0', 64),
        Profile = new ProfileVersion(Tag(phone), [new ProfileLine(FleetGenerator.ExtensionOf(phone), "0123456789abcdef")], null, 80),
        Published = TimeProvider.System.GetUtcNow(),
    };

    private static string Tag(int phone) => phone.ToString("x8", CultureInfo.InvariantCulture);
}
