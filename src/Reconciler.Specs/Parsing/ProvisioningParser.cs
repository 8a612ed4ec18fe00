using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads <c>provisioning</c> of site.yaml.</summary>
internal static class ProvisioningParser
{
    private static readonly TimeSpan BootstrapResync = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ResyncEvery = TimeSpan.FromHours(1);

    public static ProvisioningSpec? Parse(MapReader? reader)
    {
        if (reader?.Text("url", TextRules.Any) is not { } url)
        {
            return null;
        }

        var (keyUrl, firmwareUrl) = (reader.Text("keyUrl", TextRules.Any), reader.Text("firmwareUrl", TextRules.Any));
        foreach (var given in new[] { url, keyUrl, firmwareUrl }.OfType<Located<string>>())
        {
            CheckPort(given, reader.Findings);
        }

        var resync = reader.Map("resync");
        var retry = resync?.Duration("retry");
        if (retry <= TimeSpan.Zero)
        {
            reader.Findings.Add(Codes.OutOfRange, resync!.Node("retry")!, "\"retry\" must be longer than no time at all.");
        }

        return new ProvisioningSpec
        {
            Url = url,
            KeyUrl = keyUrl,
            Encrypt = reader.Boolean("encrypt")?.Value ?? false,
            FirmwareUrl = firmwareUrl,
            ProfilePath = reader.Scalar("profilePath")?.Text ?? "/xml",
            FirmwarePath = reader.Scalar("firmwarePath")?.Text ?? "/sw",
            BootstrapResync = reader.Duration("bootstrapResync") ?? BootstrapResync,
            ResyncOnReset = resync?.Boolean("onReset")?.Value ?? true,
            ResyncEvery = resync?.Duration("every") ?? ResyncEvery,
            ResyncRetry = retry,
            ResyncRandomDelay = resync?.Duration("randomDelay") ?? TimeSpan.Zero,
        };
    }

    private static void CheckPort(Located<string> url, FileFindings findings)
    {
        var host = url.Value.IndexOf("://", StringComparison.Ordinal);
        var colon = host < 0 ? -1 : url.Value.IndexOf(':', host + 3);
        if (colon >= 0
            && (!int.TryParse(url.Value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535))
        {
            findings.AddAt(Codes.WrongForm, url.Location, $"The port of {Quoted.Text(url.Value)} must be a number from 1 to 65535.");
        }
    }
}
