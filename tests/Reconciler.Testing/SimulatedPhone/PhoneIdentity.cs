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

    /// <summary>The name of the image that runs, as it was fetched; null: the one from the factory.</summary>
    public string? Image { get; init; }

    /// <summary>The product's name without its first letters, <c>525G</c>: what <c>$PSN</c> stands for.</summary>
    public string ShortProductName => ProductName == "PAP2T" ? ProductName : ProductName["SPA".Length..];

    /// <summary>The text that $SWVER stands for: of a multiplatform phone the name of its load.</summary>
    public string SoftwareName => !IsMultiplatform ? SoftwareVersion : Image is null ? $"factory-{SoftwareVersion}" : Path.GetFileNameWithoutExtension(Image);

    /// <summary>The text that $VERSION stands for: how the phone calls itself.</summary>
    public string Version => IsMultiplatform ? $"Cisco-{ProductName}/{SoftwareVersion}"
        : IsYealink ? $"Yealink {ProductName} {SoftwareVersion}"
        : IsLinksys ? $"Linksys/{ProductName}-{SoftwareVersion}"
        : $"Cisco/{ProductName}-{SoftwareVersion}";

    /// <summary>The file that it asks for when it is new.</summary>
    public string FirstFile => ProductName switch
    {
        "PAP2T" => "init.cfg",
        "SIP-T46S" => "y000000000066.cfg",
        "SIP-T54W" => "y000000000096.cfg",
        _ when IsMultiplatform => "$PSN.xml",
        _ when IsAta => "ata$PSN.cfg",
        _ => "spa$PSN.cfg",
    };

    /// <summary>The rule by which it asks for that file.</summary>
    public string FactoryRule => "/" + FirstFile;

    /// <summary>Whether it is a Yealink, which reads lines in place of XML.</summary>
    public bool IsYealink => ProductName.StartsWith("SIP-", StringComparison.Ordinal);

    private bool IsMultiplatform => ProductName.StartsWith("CP-", StringComparison.Ordinal);

    private bool IsAta => ProductName.StartsWith("ATA", StringComparison.Ordinal);

    private bool IsLinksys => ProductName is "PAP2T" or "SPA2102" or "SPA3102" || ProductName.StartsWith("SPA9", StringComparison.Ordinal);

    /// <summary>DHCP option 60; the 525G writes its last letter small, and the Linksys ones a dash. Nobody has said how a multiplatform phone or an ATA names itself: such a device says nothing that a server could know.</summary>
    public string VendorClass => ProductName switch
    {
        "SPA525G" => "Cisco SPA525g",
        "SPA122" => "CISCO SPA122",
        "PAP2T" => "unknown",
        _ when IsLinksys => $"LINKSYS {ProductName.Replace("SPA", "SPA-", StringComparison.Ordinal)}",
        _ when IsYealink => "yealink",
        _ when IsMultiplatform || IsAta => "unknown",
        _ => $"Cisco {ProductName}",
    };

    /// <summary>The hardware address with colons.</summary>
    public string MacWithColons => string.Join(':', Mac.Chunk(2).Select(pair => new string(pair)));

    /// <summary>Line keys of its own, and registrations.</summary>
    public int Lines => ProductName switch
    {
        "SPA301" or "SPA502G" or "SPA512G" => 1,
        "SPA303" => 3,
        "SPA504G" or "SPA514G" or "SPA942" or "CP-7841-3PCC" => 4,
        "PAP2T" or "SPA2102" or "SPA122" or "ATA192" or "CP-6821-3PCC" => 2,
        "CP-8841-3PCC" => 10,
        "SIP-T46S" or "SIP-T54W" => 16,
        "SPA525G" or "SPA525G2" => 5,
        "SPA501G" or "SPA508G" => 8,
        "SPA509G" => 12,
        _ => throw new InvalidOperationException($"There is no phone '{ProductName}'."),
    };
}
