using System.Globalization;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones.Families.Yealink;

/// <summary>Line keys and the keys of expansion modules; those that nothing is put on are as in a new phone, which has nothing there.</summary>
internal static class YealinkKeysSection
{
    // The numbers of key types, as the maker's configuration templates list them; FusionPBX's list of a Yealink's keys (app/devices) has the same, 27 for the XML browser among them.
    private const string Nothing = "0";
    private const string Park = "10";
    private const string SpeedDial = "13";
    private const string Line = "15";
    private const string Blf = "16";
    private const string XmlBrowser = "27";

    public static void Write(ProfileBuilder profile, RenderContext context)
    {
        var phone = context.Phone;
        for (var n = 1; n <= ProfileLayout.KeysOf(phone.Model); n++)
        {
            var key = n <= phone.Keys.Length ? phone.Keys[n - 1] : null;
            Write(
                profile, n, Of(key, context), key,
                [YealinkElements.KeyType, YealinkElements.KeyLine, YealinkElements.KeyValue, YealinkElements.KeyLabel, YealinkElements.KeyPickup]);
        }

        for (var i = 1; i <= phone.Model.ConsoleUnits * phone.Model.KeysOfUnit; i++)
        {
            var key = i <= phone.Console.Length ? phone.Console[i - 1] : null;
            Write(
                profile, i, Of(key, context), key,
                [YealinkElements.UnitType, YealinkElements.UnitLine, YealinkElements.UnitValue, YealinkElements.UnitLabel, YealinkElements.UnitPickup]);
        }
    }

    private static Key Of(PhoneKey? key, RenderContext context)
    {
        var own = context.OwnLine.ToString(CultureInfo.InvariantCulture);
        return key switch
        {
            LineKey line => new(Line, Number(line.RegistrationIndex), null, line.Label.Value, null),
            RegistrarKey other => new(Line, Number(other.RegistrationIndex), null, other.Label.Value, null),
            BlfKey blf => new(Blf, own, blf.Number, blf.Label.Value, context.Site.Features.DirectedPickup?.Value),
            SpeedDialKey dial => new(SpeedDial, own, dial.Number, dial.Label.Value, null),
            PageKey page => new(SpeedDial, own, page.Number, page.Label.Value, null),
            ParkKey park => new(Park, own, park.Place, park.Label.Value, null),
            XmlKey xml => new(XmlBrowser, null, xml.Url, xml.Label.Value, null),
            _ => new(Nothing, null, null, null, null),
        };
    }

    private static void Write(ProfileBuilder profile, int index, Key key, PhoneKey? source, ReadOnlySpan<string> patterns)
    {
        var place = source?.Location;
        profile.Set(patterns[0], index, key.Type, place);
        profile.Set(patterns[1], index, key.Line ?? YealinkFamily.Factory, place);
        profile.Set(patterns[2], index, key.Value ?? YealinkFamily.Factory, place);
        profile.Set(patterns[3], index, key.Label ?? YealinkFamily.Factory, place);
        profile.Set(patterns[4], index, key.Pickup ?? YealinkFamily.Factory, place);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Key(string Type, string? Line, string? Value, string? Label, string? Pickup);
}
