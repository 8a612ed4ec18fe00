using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Core.Asterisk.Ami;
using Reconciler.Core.Convergence;
using Reconciler.Core.Fleets;
using Reconciler.Core.Resync;
using Reconciler.Core.Secrets;
using Reconciler.Testing;

namespace Reconciler.Benchmarks;

/// <summary>Times one look at many registered phones: the list read from a socket that answers as AMI does, matched, judged and written down.</summary>
internal sealed class ContactBenchmark(int phones, TextWriter output)
{
    private const int Repetitions = 5;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var store = new PhoneBookStore(folder.FullPath, TimeProvider.System);
        await store.UpdateAsync(_ => Book(), cancellationToken);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, List().Split('|').Select(Encoding.ASCII.GetBytes).ToList(), cancellationToken);
        var settings = new AmiSettings("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, "benchmark", new SecretLiteral("none"));
        var line = new AmiPhoneLine(_ => Task.FromResult(settings), TimeProvider.System, NullLogger<AmiPhoneLine>.Instance);
        var web = new PhoneWeb(_ => new MaskedSecretSource(), TimeProvider.System);
        var options = new FollowOptions { Resync = ResyncMode.Notify, PerSecond = 10, Refresh = TimeSpan.FromSeconds(60), StaleAfter = null };
        var follower = new PhoneFollower(store, line, new PhoneTeller(line, web), options, TimeProvider.System, NullLogger.Instance);
        var times = new List<TimeSpan>();
        for (var i = 0; i <= Repetitions; i++)
        {
            var clock = Stopwatch.StartNew();
            var result = await follower.FollowAsync(TimeSpan.Zero, cancellationToken);
            times.Add(clock.Elapsed);
            if (result.Report?.Counts.Converged != phones)
            {
                throw new InvalidOperationException("Not every phone was matched.");
            }
        }

        await line.DisposeAsync();
        await answering;
        using var self = Process.GetCurrentProcess();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| one look at {phones:N0} registered phones, first / median of {Repetitions} more | {times[0].TotalMilliseconds:F0} / {times.Skip(1).Order().ElementAt(Repetitions / 2).TotalMilliseconds:F0} ms | {self.PeakWorkingSet64 / 1e6:F0} MB |"));
    }

    private static string Tag(int phone) => phone.ToString("x8", CultureInfo.InvariantCulture);

    private static string Extension(int phone) => (200_000 + phone).ToString(CultureInfo.InvariantCulture);

    private PhoneBook Book() => PhoneBook.Empty with
    {
        Site = "benchmark",
        RegisterExpires = 600,
        ResyncEvery = 3600,
        Phones = Enumerable.Range(0, phones).Select(Phone).ToImmutableSortedDictionary(p => p.Mac, p => p),
    };

    private static FollowedPhone Phone(int phone) => new()
    {
        Mac = new MacAddress(0x002584000000UL + (ulong)phone),
        Model = "SPA504G",
        Firmware = null,
        Content = new string('0', 64),
        Profile = new ProfileVersion(Tag(phone), [new ProfileLine(Extension(phone), "0123456789abcdef")], null, 80),
        Published = TimeProvider.System.GetUtcNow(),
    };

    private string List()
    {
        var text = new StringBuilder("Response: Success\r\nActionID: |\r\nEventList: start\r\n\r\n");
        for (var phone = 0; phone < phones; phone++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Event: ContactList\r\nActionID: |\r\nObjectType: contact\r\nObjectName: {Extension(phone)};@a88b2ea4935c105b188ba5fa7faa1ccc\r\n");
            text.Append("ViaAddr: 10.0.0.1\r\nQualifyTimeout: 3.000000\r\nCallId: 0123456789abcdef\r\nRegServer: \r\nPruneOnBoot: no\r\nPath: \r\n");
            text.Append(CultureInfo.InvariantCulture, $"Endpoint: {Extension(phone)}\r\nUri: sip:{Extension(phone)}@10.0.{phone / 250}.{phone % 250}:5060\r\nQualifyFrequency: 60\r\n");
            text.Append(CultureInfo.InvariantCulture, $"UserAgent: Cisco/SPA504G-7.6.2 cfg/{Tag(phone)}\r\nExpirationTime: 1795438354\r\nOutboundProxy: \r\nStatus: Reachable\r\nRoundtripUsec: 385\r\n\r\n");
        }

        return text.Append("Event: ContactListComplete\r\nActionID: |\r\nEventList: Complete\r\n\r\n").ToString();
    }

    private static async Task AnswerAsync(TcpListener listener, List<byte[]> list, CancellationToken cancellationToken)
    {
        using var client = await listener.AcceptTcpClientAsync(cancellationToken);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await using var buffered = new BufferedStream(stream, 1 << 16);
        await stream.WriteAsync("Asterisk Call Manager/11.0.0\r\n"u8.ToArray(), cancellationToken);
        string? action = null;
        string? id = null;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            action = line.StartsWith("Action: ", StringComparison.Ordinal) ? line[8..] : action;
            id = line.StartsWith("ActionID: ", StringComparison.Ordinal) ? line[10..] : id;
            if (line.Length == 0)
            {
                var more = action == "Login" ? "Event: FullyBooted\r\n\r\n" : "";
                var parts = action == "PJSIPShowContacts" ? list : [Encoding.ASCII.GetBytes($"{more}Response: Success\r\nActionID: "), "\r\nChallenge: 1\r\n\r\n"u8.ToArray()];
                var number = Encoding.ASCII.GetBytes(id!);
                for (var i = 0; i < parts.Count; i++)
                {
                    await buffered.WriteAsync(parts[i], cancellationToken);
                    await buffered.WriteAsync(i < parts.Count - 1 ? number : [], cancellationToken);
                }

                await buffered.FlushAsync(cancellationToken);
            }
        }
    }
}
