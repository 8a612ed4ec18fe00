using System.Globalization;
using System.Text;
using Reconciler.Testing.SimulatedPhone.Sip;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>
/// The memory of a Yealink phone that left the factory. A file's first line is its version; then each line gives one parameter; what a file does not mention
/// stays, and <c>%NULL%</c> puts a parameter back to what it was in the factory.
/// </summary>
public sealed class YealinkPhone : PhoneMemory
{
    private const string Version = "#!version:1.0.0.1";
    private const string Factory = "%NULL%";
    private const string Server = "static.auto_provision.server.url";
    private const string Image = "static.firmware.url";
    private const string Tftp = "tftp://";
    private const int SipPort = 5060;
    private const int FactoryExpires = 3600;

    private readonly Dictionary<string, string> _factory;
    private readonly SortedDictionary<string, string> _values;

    /// <summary>A phone that has just these parameters from the factory; others are empty.</summary>
    public YealinkPhone(PhoneIdentity identity, params IEnumerable<KeyValuePair<string, string>> factory)
        : base(identity)
    {
        _factory = new Dictionary<string, string>(factory, StringComparer.Ordinal);
        _values = new SortedDictionary<string, string>(_factory, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Values => _values;

    /// <inheritdoc/>
    public override bool IsProvisioned => true;

    /// <inheritdoc/>
    public override bool FetchesOnStart => this["static.auto_provision.power_on"] != "0";

    /// <inheritdoc/>
    public override bool FetchesAfterUpgrade => FetchesOnStart;

    /// <summary>Nothing in the tests asks its pages.</summary>
    public override int? WebPort => null;

    /// <inheritdoc/>
    public override string WebPassword => this["static.security.user_password"];

    /// <summary>What the phone has; a parameter that it has only as the factory made it, and of which nobody here knows how, is empty.</summary>
    public override string this[string name] => _values.GetValueOrDefault(name, "");

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Apply(ReadOnlyMemory<byte> file)
    {
        var lines = Encoding.UTF8.GetString(file.Span).Split('\n');
        if (lines[0] != Version)
        {
            throw new ProfileRejectedException("The first line is not the version.");
        }

        var given = lines.Where(line => line.Length > 0 && !line.StartsWith('#')).Select(line => line.Split('=', 2)).ToList();
        if (given.Find(parts => parts.Length != 2) is { } broken)
        {
            throw new ProfileRejectedException($"A line gives no parameter: {broken[0]}");
        }

        var before = new Dictionary<string, string>(_values, StringComparer.Ordinal);
        foreach (var parts in given)
        {
            Assign(parts[0].Trim(), parts[1].Trim());
        }

        return [.. _values.Keys.Union(before.Keys, StringComparer.Ordinal).Where(name => this[name] != before.GetValueOrDefault(name, ""))];
    }

    /// <inheritdoc/>
    public override void Assign(string name, string value)
    {
        if (value != Factory)
        {
            _values[name] = value;
        }
        else if (_factory.TryGetValue(name, out var made))
        {
            _values[name] = made;
        }
        else
        {
            _values.Remove(name);
        }
    }

    /// <inheritdoc/>
    public override PhoneMemory WithFirmware(PhoneIdentity identity)
    {
        var phone = new YealinkPhone(identity, _factory);
        foreach (var name in _values.Keys.Union(_factory.Keys, StringComparer.Ordinal))
        {
            phone.Assign(name, _values.GetValueOrDefault(name, Factory));
        }

        return phone;
    }

    /// <summary>The file of its model, then its own, from the server that it was given, else from the one that DHCP names.</summary>
    public override IEnumerable<RuleTarget> FilesToFetch(string? byDhcp, PhoneVariables moment)
    {
        var server = this[Server].Length > 0 ? this[Server] : byDhcp;
        if (server is null)
        {
            return [];
        }

        var folder = (server.Contains("://", StringComparison.Ordinal) ? server : Tftp + server).TrimEnd('/');
        return [new($"{folder}/{Identity.FirstFile}", "", []), new($"{folder}/{Identity.Mac}.cfg", "", [])];
    }

    /// <inheritdoc/>
    public override RuleTarget? ImageToFetch(PhoneVariables moment) => this[Image] is { Length: > 0 } image && !image.EndsWith($"-{Identity.SoftwareVersion}.rom", StringComparison.Ordinal)
        ? new RuleTarget(image, "", [])
        : null;

    /// <inheritdoc/>
    public override bool IsTriggered(PhoneVariables moment) => false;

    /// <inheritdoc/>
    public override TimeSpan? WaitBeforeFetch(bool afterFailure) =>
        this["static.auto_provision.repeat.enable"] == "1" ? TimeSpan.FromMinutes(int.Parse(this["static.auto_provision.repeat.minutes"], CultureInfo.InvariantCulture)) : null;

    /// <inheritdoc/>
    public override SipAccount? Account(int line)
    {
        var value = (string name) => this[string.Create(CultureInfo.InvariantCulture, $"account.{line}.{name}")];
        if (value("enable") != "1" || value("user_name").Length == 0 || value("sip_server.1.address").Length == 0)
        {
            return null;
        }

        var agent = value("custom_ua") is { Length: > 0 } custom ? custom : Identity.Version;
        return new SipAccount
        {
            Line = line,
            User = value("user_name"),
            Password = value("password"),
            AuthenticationUser = value("auth_name"),
            ProxyHost = value("sip_server.1.address"),
            ProxyPort = Number(value("sip_server.1.port"), SipPort),
            LocalPort = SipPort + line - 1,
            DisplayName = value("display_name"),
            UserAgent = agent,
            RegistrationUserAgent = agent,
            Expires = TimeSpan.FromSeconds(Number(value("sip_server.1.expires"), FactoryExpires)),
            ChallengesNotify = false,
            DialPlan = this["dialplan.digitmap.string"],
        };
    }

    /// <inheritdoc/>
    public override bool Registers(int line) => true;

    /// <summary>Where two phones differ, one line a parameter.</summary>
    public IReadOnlyList<string> DifferencesFrom(YealinkPhone other) =>
        [.. _values.Keys.Union(other._values.Keys, StringComparer.Ordinal).Where(name => this[name] != other[name]).Select(name => $"{name}: '{this[name]}' / '{other[name]}'")];

    private static int Number(string text, int otherwise) => text.Length == 0 ? otherwise : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
