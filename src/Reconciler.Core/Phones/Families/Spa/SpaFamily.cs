using System.Collections.Immutable;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones.Families.Spa;

/// <summary>Cisco's SPA300 and SPA500 desk phones.</summary>
internal sealed class SpaFamily : FlatProfileFamily
{
    private const string Maker = "Cisco/";

    private static readonly DeviceClass Class = new("cisco-spa", "Cisco SPA", "spa$PSN.cfg", HasServerAddress: true);

    public override string Name => "Spa";

    public override string Title => "SPA300 and SPA500 phones";

    internal override PhoneCodecNames Codecs { get; } = new("G711u", ("ulaw", "G711u"), ("alaw", "G711a"), ("g722", "G722"), ("g726", "G726-32"), ("g729", "G729a"));

    internal override ImmutableArray<ManagedParameter> Table => FlatProfileElements.All(Catalogue);

    internal override bool PassesOverSettings => true;

    /// <inheritdoc/>
    public override DeviceAgent? Read(string userAgent)
    {
        if (!userAgent.StartsWith(Maker, StringComparison.Ordinal))
        {
            return null;
        }

        var product = userAgent[Maker.Length..].Split(' ')[0];
        var dash = product.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && dash < product.Length - 1 ? new DeviceAgent(product[..dash], product[(dash + 1)..]) : null;
    }

    internal override DeviceClass DhcpClassOf(PhoneModel model) => Class;

    private protected override ParameterCatalogue ReadCatalogue() =>
        ParameterCatalogue.Parse(TextOf("parameters.tsv"), [.. PhoneModel.All.Where(m => m.Family == Name)], differing: "525");
}
