using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>Follows one phone's references. Used for one fleet, one phone after the other; the rules have passed.</summary>
internal sealed class PhoneResolver
{
    private readonly FleetIndex _index;
    private readonly SiteSpec _site;
    private readonly FirmwareCatalogue _firmware;
    private readonly ArrayBufferWriter<byte> _inputs = new(1024);
    private readonly List<Registration> _registrations = [];
    private readonly List<RegistrarLine> _registrars = [];

    public PhoneResolver(FleetIndex index, SiteSpec site)
    {
        _index = index;
        _site = site;
        _firmware = new FirmwareCatalogue(site.Firmware);
    }

    public Phone Resolve(PhoneLayout layout)
    {
        var spec = layout.Spec;
        _registrations.Clear();
        _registrars.Clear();
        _inputs.ResetWrittenCount();
        AddInput(_site);
        AddInput(spec);
        AddInput(layout.Chain.Digest);
        var keys = Keys(layout);
        var console = Console(spec.Console);
        var steps = spec.Firmware is { } version ? _firmware.StepsTo(spec.Model.Value, version.Value) : [];
        return new Phone
        {
            Mac = spec.Mac.Value,
            Model = spec.Model.Value,
            Spec = spec,
            Profiles = layout.Chain.Profiles,
            Settings = SettingsLayers.Over(layout.Chain.Settings, spec.Settings),
            Registrations = [.. _registrations],
            Registrars = [.. _registrars],
            Keys = spec.Model.Value.LineKeys == 0 ? [] : keys,
            Console = console,
            Firmware = steps is [.., var wanted] ? wanted : null,
            SteppingStones = steps is [.. var stones, _] ? stones : [],
            InputDigest = Digest.FromBytes(SHA256.HashData(_inputs.WrittenSpan)),
        };
    }

    private ImmutableArray<PhoneKey> Keys(PhoneLayout layout)
    {
        var count = layout.UsableKeys;
        var keys = ImmutableArray.CreateBuilder<PhoneKey>(count);
        for (var place = 0; place < count; place++)
        {
            var key = layout.KeyAt(place);
            keys.Add(key switch
            {
                LineKeySpec line => Line(line, layout, place),
                RegistrarKeySpec registrar => Registrar(registrar),
                _ => Other(key),
            });
        }

        return keys.MoveToImmutable();
    }

    private ImmutableArray<PhoneKey> Console(ImmutableArray<KeySpec> specs)
    {
        if (specs.IsEmpty)
        {
            return [];
        }

        var keys = ImmutableArray.CreateBuilder<PhoneKey>(specs.Length);
        foreach (var key in specs)
        {
            keys.Add(Other(key));
        }

        return keys.MoveToImmutable();
    }

    private LineKey Line(LineKeySpec key, PhoneLayout layout, int place)
    {
        var extension = _index.Extensions[key.Extension.Value];
        var registration = 0;
        while (registration < _registrations.Count && !ReferenceEquals(_registrations[registration].Extension, extension))
        {
            registration++;
        }

        if (registration == _registrations.Count)
        {
            AddInput(extension);
            var displayName = First(key, layout, place, line => line.DisplayName) ?? DefaultLabel.Of(extension);
            var mailbox = First(key, layout, place, line => line.Mailbox);
            _registrations.Add(new Registration(NextIndex, extension, displayName, key.Extension.Location, mailbox));
        }

        return new LineKey(key.Location, _registrations[registration].Index, key.Label ?? DefaultLabel.Of(extension));
    }

    private RegistrarKey Registrar(RegistrarKeySpec key)
    {
        var line = new RegistrarLine(NextIndex, key.Registrar, key.DisplayName ?? key.Registrar.User, key.Location);
        _registrars.Add(line);
        return new RegistrarKey(key.Location, line.Index, key.Label ?? key.Registrar.User);
    }

    private int NextIndex => _registrations.Count + _registrars.Count + 1;

    /// <summary>A value that any key of the same registration gives; a rule sees to it that they do not differ.</summary>
    private static Located<string>? First(LineKeySpec first, PhoneLayout layout, int place, Func<LineKeySpec, Located<string>?> of)
    {
        for (var i = place; i < layout.UsableKeys; i++)
        {
            if (layout.KeyAt(i) is LineKeySpec line && line.Extension.Value == first.Extension.Value && of(line) is { } given)
            {
                return given;
            }
        }

        return null;
    }

    private PhoneKey Other(KeySpec key) => key switch
    {
        BlfKeySpec blf => new BlfKey(blf.Location, blf.Extension.Value, LabelOf(blf.Label, blf.Extension), blf.Dials?.Value),
        SpeedDialKeySpec dial => new SpeedDialKey(dial.Location, dial.Number.Value, LabelOf(dial.Label, dial.Number)),
        ParkKeySpec park => new ParkKey(park.Location, park.Place?.Value, KeyLabels.Of(park)),
        PageKeySpec page => new PageKey(page.Location, page.Number.Value, KeyLabels.Of(page)),
        XmlKeySpec xml => new XmlKey(xml.Location, xml.Url.Value, KeyLabels.Of(xml)),
        FunctionKeySpec function => new FunctionKey(function.Location, function.Function.Value, KeyLabels.Of(function)),
        _ => new DisabledKey(key.Location),
    };

    /// <summary>The label given, else the name of what the number reaches, else the number.</summary>
    private Located<string> LabelOf(Located<string>? label, Located<string> number)
    {
        if (_index.Extensions.TryGetValue(number.Value, out var extension))
        {
            AddInput(extension);
            return label ?? DefaultLabel.Of(extension);
        }

        if (_index.Groups.TryGetValue(number.Value, out var group))
        {
            AddInput(group);
            return label ?? DefaultLabel.Of(group);
        }

        return label ?? number;
    }

    private void AddInput(Spec spec) => AddInput(spec.Digest);

    private void AddInput(Digest digest)
    {
        digest.CopyTo(_inputs.GetSpan(32));
        _inputs.Advance(32);
    }
}
