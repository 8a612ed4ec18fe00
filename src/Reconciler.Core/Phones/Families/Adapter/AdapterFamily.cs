using System.Collections.Immutable;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones.Families.Adapter;

/// <summary>The PAP2T, SPA2102 and SPA3102.</summary>
internal sealed class AdapterFamily : LineAdapterFamily
{
    private static readonly DeviceClass Class = new("linksys", "LINKSYS", "spa$PSN.cfg", HasServerAddress: false);

    /// <summary>Of the PAP2T, whose name in option 60 no public document says, and whose first file is called otherwise.</summary>
    private static readonly DeviceClass ClassOfPap2T = new("linksys-pap2t", null, "init.cfg", HasServerAddress: false);

    public override string Name => "Adapter";

    public override string Title => "line adapters PAP2T, SPA2102 and SPA3102";

    private protected override ImmutableArray<string> ImagePrefixes => ["spa2102", "spa3102", "pap2t"];

    /// <inheritdoc/>
    public override DeviceAgent? Read(string userAgent) => ReadAfter("Linksys/", userAgent);

    internal override DeviceClass DhcpClassOf(PhoneModel model) => model.Name == "PAP2T" ? ClassOfPap2T : Class;
}
