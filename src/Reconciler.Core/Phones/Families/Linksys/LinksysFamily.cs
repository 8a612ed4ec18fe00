using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones.Families.Linksys;

/// <summary>The SPA900 phones and the WIP310, the forebears of Cisco's SPA phones.</summary>
internal sealed class LinksysFamily : FlatProfileFamily
{
    private static readonly DeviceClass Class = new("linksys", "LINKSYS", "spa$PSN.cfg", HasServerAddress: false);

    public override string Name => "Linksys";

    public override string Title => "SPA900 phones";

    internal override PhoneCodecNames Codecs { get; } = new("G711u", ("ulaw", "G711u"), ("alaw", "G711a"), ("g726", "G726-32"), ("g729", "G729a"));

    /// <inheritdoc/>
    public override DeviceAgent? Read(string userAgent) => ReadAfter("Linksys/", userAgent);

    /// <summary>No public document says what a WIP310 asks for first, nor which options it takes.</summary>
    internal override DeviceClass? DhcpClassOf(PhoneModel model) => model.BootstrapFile.Length > 0 ? Class : null;
}
