using System.Security.Cryptography.X509Certificates;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>What is printed on the back of a phone, and the firmware it came with.</summary>
public sealed record PhoneIdentity
{
    /// <summary>12 lower-case hex digits.</summary>
    public required string Mac { get; init; }

    /// <summary>The product's name, <c>SPA525G</c>.</summary>
    public required string ProductName { get; init; }

    /// <summary>The firmware that runs; the seed's phone left the factory with 7.1.3.</summary>
    public string SoftwareVersion { get; init; } = "7.1.3";

    /// <summary>The hardware's version.</summary>
    public string HardwareVersion { get; init; } = "1.0.4";

    /// <summary>The serial number.</summary>
    public string SerialNumber { get; init; } = "CBT141400UK";

    /// <summary>The certificate that its maker put into it, with its key; null: it has none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The authority of servers that it trusts; null: none of ours.</summary>
    public X509Certificate2? TrustedAuthority { get; init; }

    /// <summary>The product's name without its first letters, <c>525G</c>: what <c>$PSN</c> stands for.</summary>
    public string ShortProductName => ProductName["SPA".Length..];

    /// <summary>The text that $VERSION stands for: how the phone calls itself.</summary>
    public string Version => IsMultiplatform ? $"Cisco-{ProductName}/{SoftwareVersion}"
        : ProductName.StartsWith("SPA9", StringComparison.Ordinal) ? $"Linksys/{ProductName}-{SoftwareVersion}"
        : $"Cisco/{ProductName}-{SoftwareVersion}";

    /// <summary>The file that it asks for when it is new.</summary>
    public string FirstFile => IsMultiplatform ? "$PSN.xml" : "spa$PSN.cfg";

    private bool IsMultiplatform => ProductName.StartsWith("CP-", StringComparison.Ordinal);

    /// <summary>DHCP option 60; the 525G writes its last letter small.</summary>
    public string VendorClass => ProductName == "SPA525G" ? "Cisco SPA525g" : $"Cisco {ProductName}";

    /// <summary>The hardware address with colons.</summary>
    public string MacWithColons => string.Join(':', Mac.Chunk(2).Select(pair => new string(pair)));

    /// <summary>Line keys of its own, and registrations.</summary>
    public int Lines => ProductName switch
    {
        "SPA301" or "SPA502G" or "SPA512G" => 1,
        "SPA303" => 3,
        "SPA504G" or "SPA514G" or "SPA942" => 4,
        "CP-8841-3PCC" => 10,
        "SPA525G" or "SPA525G2" => 5,
        "SPA501G" or "SPA508G" => 8,
        "SPA509G" => 12,
        _ => throw new InvalidOperationException($"There is no phone '{ProductName}'."),
    };
}
