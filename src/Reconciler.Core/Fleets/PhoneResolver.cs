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
            keys.Add(key is LineKeySpec line ? Line(line, layout, place) : Other(key));
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
            var displayName = DisplayName(key, layout, place) ?? DefaultLabel.Of(extension);
            _registrations.Add(new Registration(registration + 1, extension, displayName, key.Extension.Location));
        }

        return new LineKey(key.Location, registration + 1, key.Label ?? DefaultLabel.Of(extension));
    }

    /// <summary>The display name that any key of the same registration gives; a rule sees to it that they do not differ.</summary>
    private static Located<string>? DisplayName(LineKeySpec first, PhoneLayout layout, int place)
    {
        for (var i = place; i < layout.UsableKeys; i++)
        {
            if (layout.KeyAt(i) is LineKeySpec { DisplayName: { } name } line && line.Extension.Value == first.Extension.Value)
            {
                return name;
            }
        }

        return null;
    }

    private PhoneKey Other(KeySpec key) => key switch
    {
        BlfKeySpec blf => new BlfKey(blf.Location, blf.Extension.Value, LabelOf(blf.Label, blf.Extension)),
        SpeedDialKeySpec dial => new SpeedDialKey(dial.Location, dial.Number.Value, LabelOf(dial.Label, dial.Number)),
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
