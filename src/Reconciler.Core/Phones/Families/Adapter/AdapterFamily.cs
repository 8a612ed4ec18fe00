using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Families.Adapter;

/// <summary>The PAP2T, SPA2102 and SPA3102.</summary>
internal sealed class AdapterFamily : LineAdapterFamily
{
    public override string Name => "Adapter";

    public override string Title => "line adapters PAP2T, SPA2102 and SPA3102";

    internal override ImmutableArray<DeviceClass> Dhcp { get; } = [new("linksys", "LINKSYS", "spa$PSN.cfg", HasServerAddress: false)];

    private protected override ImmutableArray<string> ImagePrefixes => ["spa2102", "spa3102", "pap2t"];

    /// <inheritdoc/>
    public override DeviceAgent? Read(string userAgent) => ReadAfter("Linksys/", userAgent);
}
