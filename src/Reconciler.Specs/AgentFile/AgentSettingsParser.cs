using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Security.Authentication;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Phones;
using Reconciler.Core.Sources;
using Reconciler.Specs.Parsing;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.AgentFile;

/// <summary>Makes settings of a file that its schema accepts: defaults, absolute paths, and the rules between keys.</summary>
internal sealed class AgentSettingsParser(MapNode root, string folder, FileFindings findings)
{
    private readonly MapReader _root = new(root, findings);

    public AgentSettings Parse()
    {
        var repository = new RepositorySettingsParser(folder, findings).Parse(_root.Map("repository")!);
        var status = ParseStatus(_root.Map("status"), repository);
        var guard = _root.Map("guard");
        var settings = new AgentSettings
        {
            Repository = repository,
            Served = ParseServed(_root.Map("served")!),
            Asterisk = ParseAsterisk(_root.Map("asterisk")!),
            Dhcp = _root.Map("dhcp") is { } dhcp ? new DhcpSettings(RequiredPath(dhcp, "directory")) : null,
            Secrets = new SecretsSettings(
                OptionalPath(_root.Map("secrets"), "masterKeyFile") ?? "/etc/reconciler/master.key",
                OptionalPath(_root.Map("secrets"), "directory") ?? "/etc/reconciler/secrets",
                OptionalPath(_root.Map("secrets"), "previousMasterKeyFile")),
            State = new StateSettings(OptionalPath(_root.Map("state"), "directory") ?? "/var/lib/reconciler"),
            Status = status,
            Phones = ParsePhones(_root.Map("phones")),
            Drift = Choice(_root, "drift", DriftMode.Heal),
            Guard = new GuardSettings(Share(guard, "maxRemoved"), guard?.Integer("minimumFleet")?.Value ?? 10, Text(guard, "require") == "approval", OptionalPath(guard, "reviewers")),
            Policy = PolicyParser.Parse(_root.Map("policy")),
            Http = _root.Map("http") is { } http ? ParseHttp(http) : null,
            Syslog = _root.Map("syslog") is { } syslog ? Address(syslog, "listen") : null,
            Otlp = _root.Map("metrics") is { } metrics && Text(metrics, "otlp") is { } text && Url(metrics, "otlp", text) is { } otlp
                ? new OtlpSettings(otlp, Text(metrics, "protocol") == "http") : null,
            Notifications = _root.Map("notifications") is { } told ? new NotificationsParser(folder, findings).Parse(told) : null,
        };
        DirectoryLayout.Check(settings, _root, findings);
        return settings;
    }

    private HttpSettings ParseHttp(MapReader http) => new()
    {
        Listen = Address(http, "listen") ?? HttpSettings.DefaultListen,
        ViewTokenFile = OptionalPath(http, "viewTokenFile"),
        ActTokenFile = OptionalPath(http, "actTokenFile"),
        UserHeader = Text(http, "userHeader"),
        WebhookSecretFile = OptionalPath(http, "webhookSecretFile"),
    };

    private Uri? Url(MapReader owner, string key, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            return url;
        }

        findings.Add(Codes.OutOfRange, owner.Node(key)!, $"{Quoted.Text(key)} is no URL; write one such as http://127.0.0.1:4317.");
        return null;
    }

    private ServedSettings ParseServed(MapReader served) =>
        new(RequiredPath(served, "directory"), Address(served, "http"), Text(served, "group"))
        {
            Https = served.Map("https") is { } https ? ParseHttps(https) : null,
            IsClearTextAccepted = Text(served, "clearText") == "accepted",
        };

    private HttpsSettings ParseHttps(MapReader https)
    {
        var settings = new HttpsSettings
        {
            Listen = Address(https, "listen") ?? "",
            CertificateFile = RequiredPath(https, "certificateFile"),
            KeyFile = RequiredPath(https, "keyFile"),
            ClientCertificates = Choice(https, "clientCertificates", ClientCertificates.None),
            ClientCaFile = OptionalPath(https, "clientCaFile"),
            Oldest = OldestTls(https),
        };
        if (settings is { ClientCertificates: not ClientCertificates.None, ClientCaFile: null })
        {
            findings.Add(
                Codes.AgentKeyMissing, https.Node("clientCertificates")!, "The phones' certificates cannot be checked without those of their authorities.", "Give clientCaFile.");
        }

        return settings;
    }

    // CA5397, SYSLIB0039: the first phones of these families speak nothing newer; who has them says so in his file.
#pragma warning disable CA5397, SYSLIB0039
    private static SslProtocols OldestTls(MapReader https) => Text(https, "oldestTls") switch
    {
        "1.0" => SslProtocols.Tls,
        "1.1" => SslProtocols.Tls11,
        "1.3" => SslProtocols.Tls13,
        _ => SslProtocols.Tls12,
    };
#pragma warning restore CA5397, SYSLIB0039

    private AsteriskSettings ParseAsterisk(MapReader asterisk)
    {
        var directory = RequiredPath(asterisk, "directory");
        var ami = asterisk.Map("ami");
        return new AsteriskSettings(
            directory,
            Text(asterisk, "include") ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(directory)),
            ami is null
                ? null
                : new AmiSettings(
                    Text(ami, "host") ?? "127.0.0.1", ami.Integer("port")?.Value ?? 5038, Text(ami, "username")!, RequiredPath(ami, "secretFile")),
            Text(asterisk, "group"));
    }

    private StatusSettings ParseStatus(MapReader? status, RepositorySettings repository)
    {
        var repositories = new RepositorySettingsParser(folder, findings);
        var settings = new StatusSettings(
            OptionalPath(status, "log"), repositories.ShortName(status, "branch"), Text(status, "url"), repositories.ParseCredentials(status?.Map("credentials")));
        if (settings.Branch is { } branch && repository.Watched == WatchedRevision.Branch(branch) && (settings.Url is null || settings.Url == repository.Url))
        {
            findings.Add(
                Codes.StatusBranchWatched,
                status!.Node("branch")!,
                $"The status branch {Quoted.Text(branch)} is the branch that is watched.",
                "Name another branch, such as status/hq.");
        }

        return settings;
    }

    private PhonesSettings ParsePhones(MapReader? phones)
    {
        var refresh = phones?.Duration("refresh") ?? TimeSpan.FromSeconds(60);
        if (refresh == TimeSpan.Zero)
        {
            findings.Add(Codes.OutOfRange, phones!.Node("refresh")!, "\"refresh\" must be at least 1s.");
        }

        return new PhonesSettings(Choice(phones, "resync", ResyncMode.Notify), PerSecond(phones), refresh, phones?.Duration("staleAfter"), ParseNetworks(phones))
        {
            Logs = [.. (phones?.List("logs").OfType<ScalarNode>() ?? []).Select(node => Path.GetFullPath(node.Text, folder))],
        };
    }

    private PhoneNetworks ParseNetworks(MapReader? phones)
    {
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var node in phones?.List("networks").OfType<ScalarNode>() ?? [])
        {
            if (PhoneNetworks.TryParse(node.Text, out var network, out var why))
            {
                networks.Add(network);
            }
            else
            {
                findings.Add(Codes.PhoneNetwork, node, $"{Quoted.Text(node.Text)} cannot stand in \"networks\": {why}.");
            }
        }

        return phones?.Node("networks") is null ? PhoneNetworks.Private : new PhoneNetworks(networks.ToImmutable());
    }

    private static double PerSecond(MapReader? phones)
    {
        if (Text(phones, "rate") is not { } rate)
        {
            return 10;
        }

        var slash = rate.IndexOf('/', StringComparison.Ordinal);
        var count = int.Parse(rate.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture);
        return rate[(slash + 1)..] == "s" ? count : count / 60d;
    }

    private string? Address(MapReader owner, string key)
    {
        if (owner.Scalar(key) is not { } node)
        {
            return null;
        }

        var port = node.Text[(node.Text.LastIndexOf(':') + 1)..];
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            findings.Add(Codes.OutOfRange, node, $"The port in {Quoted.Text(key)} must be a whole number from 0 to 65535.");
        }

        return node.Text;
    }

    private string RequiredPath(MapReader owner, string key) => Path.GetFullPath(Text(owner, key) ?? "", folder);

    private string? OptionalPath(MapReader? owner, string key) => Text(owner, key) is { } path ? Path.GetFullPath(path, folder) : null;

    private static string? Text(MapReader? owner, string key) => owner?.Scalar(key)?.Text;

    private static double Share(MapReader? owner, string key) =>
        Text(owner, key) is { } text ? int.Parse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture) / 100d : 0.1;

    private static T Choice<T>(MapReader? owner, string key, T unset)
        where T : struct, Enum => Enum.TryParse<T>(Text(owner, key), ignoreCase: true, out var value) ? value : unset;
}
