using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Networking;
using Reconciler.Testing.Servers;
using Reconciler.Testing.SimulatedPhone;
using Reconciler.Testing.SimulatedPhone.Sip;

namespace Reconciler.Acceptance.Offices;

/// <summary>The example office at work, on a network of its own: Asterisk runs what was published, each of its phones booted from nothing and is registered, and a trunk can call in.</summary>
/// <param name="version">Which Asterisk.</param>
/// <param name="channel">pjsip or sip (chan_sip).</param>
public class RingingOffice(int version, string channel) : IAsyncLifetime
{
    private const string Interface = "eth0";
    private const string Server = "192.168.2.245";
    private const string Outside = "192.168.2.250";
    private const string TrunkPassword = "trunk-password";

    private const string HomeMac = "002584061157";

    // A second phone for 151, which the example does not have.
    private const string HomePhone = """
        mac: 00:25:84:06:11:57
        model: SPA525G
        description: Fred at home
        keys: [151]

        """;

    /// <summary>A number that costs money; the administrator's outbound context counts who gets there.</summary>
    public const string Premium = "9005551212";

    private const int SipPort = 5060;
    private const int OtherPort = 5070;

    private const string PjsipTrunk = $"""
        [itsp1]
        type = endpoint
        context = itsp1
        disallow = all
        allow = ulaw
        auth = itsp1
        aors = itsp1
        [itsp1]
        type = auth
        auth_type = userpass
        username = itsp1
        password = {TrunkPassword}
        [itsp1]
        type = aor
        max_contacts = 1

        """;

    private const string ChanSipTrunk = $"""
        [itsp1]
        type = friend
        host = dynamic
        context = itsp1
        disallow = all
        allow = ulaw
        secret = {TrunkPassword}

        """;

    // The administrator's own line for calls for help, and one that costs; what else he has there hangs up.
    private const string HelpDesk = $"[outbound]\nexten => 911,1,Answer()\nsame => n,Wait(60)\nexten => {Premium},1,Set(GLOBAL(PREMIUM)=$[0${{PREMIUM}}+1])\nsame => n,Answer()\nsame => n,Wait(60)\n";

    private static readonly (string Mac, string Model)[] Models =
    [
        ("002584061156", "SPA525G"), (HomeMac, "SPA525G"), ("002584d8d147", "SPA509G"), ("002584d8d062", "SPA504G"),
        ("002584d8d063", "SPA508G"), ("002584d8d064", "SPA502G"), ("002584d8d065", "SPA525G2"), ("002584d8d066", "SPA301"),
    ];

    // chan_sip keeps one registration a number.
    private bool TakesTwoPhonesANumber => channel == "pjsip";

    private readonly FakeTimeProvider _time = new();
    private readonly Dictionary<string, DeskPhone> _phones = new(StringComparer.Ordinal);
    private Task? _opening;
    private NetworkNamespace? _network;
    private AsteriskRig? _asterisk;
    private Office? _office;
    private TftpdServer? _tftpd;
    private SipLine? _trunk;

    /// <summary>A line to the outside, whose calls arrive in the trunk's context.</summary>
    public SipLine Trunk => _trunk!;

    /// <summary>How many calls came to <see cref="Premium"/>.</summary>
    public async Task<int> CountPremiumAsync(CancellationToken cancellationToken)
    {
        var globals = await _asterisk!.RunCliAsync("dialplan show globals", cancellationToken);
        var count = globals.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("PREMIUM=", StringComparison.Ordinal));
        return count is null ? 0 : int.Parse(count["PREMIUM=".Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>A command of Asterisk's console.</summary>
    public Task<string> ConsoleAsync(string command, CancellationToken cancellationToken) => _asterisk!.RunCliAsync(command, cancellationToken);

    /// <summary>A phone's setting, such as the pickup code.</summary>
    public string Setting(string mac, string name) => _phones[mac].Memory[name];

    /// <summary>The registrations of an extension; one for each phone that carries it.</summary>
    public IReadOnlyList<SipLine> LinesOf(string extension) =>
        [.. _phones.OrderBy(phone => phone.Key, StringComparer.Ordinal).SelectMany(phone => phone.Value.Lines.Values).Where(line => line.Account.User == extension)];

    /// <summary>The first registration of an extension.</summary>
    public SipLine LineOf(string extension) => LinesOf(extension)[0];

    /// <summary>Once for all tests, and by the first of them: a fixture's own initialisation cannot be skipped where a server is missing.</summary>
    public Task OpenAsync() => _opening ??= StartAsync(TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var phone in _phones.Values)
        {
            await phone.DisposeAsync();
        }

        foreach (var part in new IAsyncDisposable?[] { _trunk, _tftpd, _asterisk, _network })
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }

        _office?.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _network = await CreateNetworkAsync(cancellationToken);
        string[] prefix = [Requires.Tool("ip"), .. _network.CommandIn([])];
        _asterisk = AsteriskRig.Prepare(new AsteriskRigOptions
        {
            Version = version,
            Address = Server,
            PjsipPort = channel == "pjsip" ? SipPort : OtherPort,
            ChanSipPort = channel == "sip" ? SipPort : OtherPort,
            CommandPrefix = [.. prefix],
        });
        _asterisk.WriteFile($"{channel}.conf", _asterisk.ReadFile($"{channel}.conf") + (channel == "pjsip" ? PjsipTrunk : ChanSipTrunk));
        _asterisk.WriteFile("extensions.conf", _asterisk.ReadFile("extensions.conf").Replace("[outbound]\n", HelpDesk, StringComparison.Ordinal));
        await _asterisk.StartAsync(cancellationToken);
        _office = new Office(_asterisk, prefix, (path, text) => path == "site.yaml" ? text.Replace("channel: pjsip ", $"channel: {channel} ", StringComparison.Ordinal) : text);
        if (TakesTwoPhonesANumber)
        {
            _office.Repository.Commit("Give Fred a phone at home", ("phones/fred-home.yaml", HomePhone));
        }

        Directory.CreateDirectory(Path.Combine(_office.Served, "sw"));
        await File.WriteAllTextAsync(Path.Combine(_office.Served, "sw", "spa525g-7-2-30.bin"), "image", cancellationToken);
        await _office.ReconcileAsync(cancellationToken);
        _tftpd = await TftpdServer.StartAsync(_office.Served, _network, IPAddress.Parse(Server), cancellationToken);
        await BootPhonesAsync(cancellationToken);
        _trunk = await SipLine.OpenAsync(TrunkAccount(), _network.CreateSocket, IPAddress.Parse(Outside), cancellationToken);
    }

    private static string AddressOf(int phone) => $"192.168.2.{100 + phone}";

    private static async Task<NetworkNamespace> CreateNetworkAsync(CancellationToken cancellationToken)
    {
        var network = await NetworkNamespace.CreateAsync(cancellationToken);
        await network.AddInterfaceAsync(Interface, cancellationToken);
        foreach (var address in Enumerable.Range(0, Models.Length).Select(AddressOf).Append(Server).Append(Outside))
        {
            await network.AddAddressAsync(Interface, $"{address}/24", cancellationToken);
        }

        return network;
    }

    private async Task BootPhonesAsync(CancellationToken cancellationToken)
    {
        for (var index = 0; index < Models.Length; index++)
        {
            var (mac, model) = Models[index];
            if (mac == HomeMac && !TakesTwoPhonesANumber)
            {
                continue;
            }

            var network = DeskPhoneNetwork.Fixed(IPAddress.Parse(AddressOf(index)), Server) with { Sockets = _network!.CreateSocket };
            var phone = new DeskPhone(new FactoryPhone(new PhoneIdentity { Mac = mac, ProductName = model }), network, _time);
            _phones.Add(mac, phone);
            await phone.BootAsync(cancellationToken);
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        foreach (var (mac, phone) in _phones)
        {
            Assert.True(await phone.TickAsync(cancellationToken));
            Assert.True(
                phone.Lines.Count > 0 && phone.Lines.Values.All(line => line.IsRegistered),
                $"{mac} is not registered:\n{string.Join('\n', phone.Trace)}");
        }
    }

    private SipAccount TrunkAccount() => new()
    {
        Line = 1,
        User = "itsp1",
        Password = TrunkPassword,
        AuthenticationUser = "itsp1",
        ProxyHost = _asterisk!.Address,
        ProxyPort = SipPort,
        LocalPort = SipPort,
        DisplayName = "Outside",
        UserAgent = "trunk",
        RegistrationUserAgent = "trunk",
        Expires = TimeSpan.FromMinutes(10),
        ChallengesNotify = false,
        DialPlan = "([x*#].)",
    };
}
