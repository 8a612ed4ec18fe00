using System.Globalization;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>What the macros of a phone's rules stand for at a moment.</summary>
public sealed record PhoneVariables
{
    /// <summary>Its address by DHCP.</summary>
    public string Address { get; init; } = string.Empty;

    /// <summary>Why it resyncs: -1 told to, 0 after boot, 1 periodic, 2 after an error.</summary>
    public int ResyncReason { get; init; }

    /// <summary>How long line 1 has failed to register; zero while it is registered.</summary>
    public TimeSpan Registration1Failing { get; init; }

    /// <summary>How long line 2 has failed to register; zero while it is registered.</summary>
    public TimeSpan Registration2Failing { get; init; }

    /// <summary>The table for <see cref="Macros.Expand"/>.</summary>
    public IReadOnlyDictionary<string, string> For(FactoryPhone phone)
    {
        var identity = phone.Identity;
        var table = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MA"] = identity.Mac,
            ["MAU"] = identity.Mac.ToUpperInvariant(),
            ["MAC"] = identity.MacWithColons,
            ["PN"] = identity.ProductName,
            ["PSN"] = identity.ShortProductName,
            ["SN"] = identity.SerialNumber,
            ["CCERT"] = "Installed",
            ["IP"] = Address,
            ["EXTIP"] = string.Empty,
            ["SWVER"] = identity.SoftwareName,
            ["HWVER"] = identity.HardwareVersion,
            ["PRVST"] = ResyncReason.ToString(CultureInfo.InvariantCulture),
            ["UPGST"] = "0",
            ["UPGERR"] = string.Empty,
            ["PRVTMR"] = "0",
            ["UPGTMR"] = "0",
            ["REGTMR1"] = Seconds(Registration1Failing),
            ["REGTMR2"] = Seconds(Registration2Failing),
            ["UPGCOND"] = "0",
        };
        for (var letter = 'A'; letter <= 'P'; letter++)
        {
            table[letter.ToString()] = phone.Values.GetValueOrDefault($"GPP_{letter}", string.Empty);
        }

        foreach (var name in new[] { "SA", "SB", "SC", "SD" })
        {
            table[name] = phone.Values.GetValueOrDefault($"GPP_{name}", string.Empty);
        }

        return table;
    }

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
