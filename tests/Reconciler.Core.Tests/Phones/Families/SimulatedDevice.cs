using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families;
using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Core.Tests.Phones.Families;

/// <summary>A device fresh from the factory, which takes files as its maker says.</summary>
internal sealed class SimulatedDevice
{
    private const string FactoryTone = "350@-19,440@-19;10(*/0/1+2)";

    private static readonly byte[] Key = new byte[32];

    private readonly FactoryPhone? _flat;
    private readonly YealinkPhone? _yealink;

    private SimulatedDevice(Phone phone)
    {
        var identity = new PhoneIdentity { Mac = phone.Mac.ToString(), ProductName = phone.Model.Product };
        if (identity.IsYealink)
        {
            _yealink = new YealinkPhone(identity, new KeyValuePair<string, string>("voice.tone.country", "Custom"));
        }
        else
        {
            _flat = new FactoryPhone(identity, [new("Dial_Tone", FactoryTone)]);
        }

        Take(DeviceFamilies.Of(phone.Model).RenderBootstrap(PhoneFixture.Site));
    }

    public string DialTone => _flat?["Dial_Tone"] ?? _yealink!["voice.tone.country"];

    public (string User, bool IsOn) FirstLine => _flat is { } flat
        ? (flat.Ignored["User_ID_1_"], flat.Ignored["Line_Enable_1_"] == "Yes")
        : (_yealink!["account.1.user_name"], _yealink["account.1.enable"] == "1");

    public static SimulatedDevice Of(Phone phone) => new(phone);

    public static byte[] FileOf(Phone phone) =>
        PhoneArtifacts.Create(PhoneFixture.Fleet(PhoneFixture.Site, phone), new KnownSecrets(), Key).Single(a => a.Phone is not null).Render();

    public void Apply(Phone phone) => Take(FileOf(phone));

    public IReadOnlyList<string> DifferencesFrom(SimulatedDevice other) => _flat?.DifferencesFrom(other._flat!) ?? _yealink!.DifferencesFrom(other._yealink!);

    public void Take(byte[] file)
    {
        _flat?.Apply(file);
        _yealink?.Apply(file);
    }
}
