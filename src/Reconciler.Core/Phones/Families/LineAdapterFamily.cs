using System.Collections.Immutable;
using Reconciler.Core.Phones.Settings;

namespace Reconciler.Core.Phones.Families;

/// <summary>Line adapters, which have ports in place of keys; what a phone has once for its user, they have for each port.</summary>
public abstract class LineAdapterFamily : FlatProfileFamily
{
    private const string OfEachPort = "_{n}_";

    internal override PhoneCodecNames Codecs { get; } = new("G711u", ("ulaw", "G711u"), ("alaw", "G711a"), ("g726", "G726-32"), ("g729", "G729a"));

    internal override ImmutableArray<SettingElement> ElementsOf(SettingField field) => [.. field.Elements.Select(OfPorts)];

    private SettingElement OfPorts(SettingElement element) =>
        Catalogue.Find(PatternNames.At(element.Pattern, 1)) is null && Catalogue.Find(PatternNames.At(element.Pattern + OfEachPort, 1)) is not null
            ? element with { Pattern = element.Pattern + OfEachPort }
            : element;
}
