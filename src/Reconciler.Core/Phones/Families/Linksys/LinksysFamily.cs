using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Families.Linksys;

/// <summary>The SPA900 phones and the WIP310, the forebears of Cisco's SPA phones.</summary>
internal sealed class LinksysFamily : FlatProfileFamily
{
    public override string Name => "Linksys";

    public override string Title => "SPA900 phones";

    internal override PhoneCodecNames Codecs { get; } = new("G711u", ("ulaw", "G711u"), ("alaw", "G711a"), ("g726", "G726-32"), ("g729", "G729a"));

    internal override ImmutableArray<DeviceClass> Dhcp { get; } = [new("linksys", "LINKSYS", "spa$PSN.cfg", HasServerAddress: false)];

    /// <inheritdoc/>
    public override DeviceAgent? Read(string userAgent) => ReadAfter("Linksys/", userAgent);
}
