using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Settings;
using Reconciler.Core.Secrets;
using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Core.Tests.Phones.Settings;

/// <summary>Every typed setting on every model: set and taken out again, a simulated phone is as a new one.</summary>
public sealed class FactorySettingTests
{
    public static TheoryData<string> Models => [.. PhoneModel.Usual.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void SettingOfGit_SetThenTakenOut_LeavesAFactoryPhone(string model)
    {
        var phone = PhoneFixture.Phone(model, [PhoneFixture.Line(1, "151", "Fred")]);
        var fields = SettingFields.All.Where(f => f.UnsetOn(phone.Model) == Unset.Factory).ToArray();
        var used = SetAll(phone, fields);

        used.Apply(Rendered(phone));

        Assert.NotEmpty(fields);
        Assert.Empty(used.DifferencesFrom(Fresh(phone)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void SettingOfTheUserOrTheDevice_SetThenPutBack_IsAsNew(string model)
    {
        var phone = PhoneFixture.Phone(model, [PhoneFixture.Line(1, "151", "Fred")]);
        var fields = SettingFields.All.Where(f => f.UnsetOn(phone.Model) is Unset.Factory or Unset.Kept).ToArray();
        var used = SetAll(phone, fields);

        used.Apply(Rendered(With(phone, [.. fields.Select(f => new SettingValue(f.Key, PhoneFixture.PhoneLocation, [], IsFactory: true))])));

        foreach (var element in fields.SelectMany(f => f.Elements).Where(e => e.FindOn(phone.Model) is not null))
        {
            var expected = ElementFactory.ValueOf(element, phone.Model);
            Assert.All(element.NamesOn(phone.Model), name => Assert.Equal((name, expected), (name, Held(used, name))));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void WhatIsTheUsersOrTheDevices_IsNotMentioned_WhereNothingSetsIt(string model)
    {
        var phone = PhoneFixture.Phone(model);
        var values = PhoneFixture.Values(phone);

        foreach (var key in new[] { "network.vlan.id", "network.cdp", "ring.volume", "forwarding.all", "userPassword", "display.contrast" })
        {
            var field = SettingFields.Find(key)!;
            Assert.All(field.ElementsOn(phone.Model), e => Assert.DoesNotContain(e, values.Keys));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void EveryField_OnAModelThatHasIt_SetsItsElements(string model)
    {
        var phone = PhoneFixture.Phone(model);
        foreach (var field in SettingFields.All)
        {
            var values = PhoneFixture.Values(With(phone, [Given(field)]));

            Assert.All(field.Elements.Where(e => e.FindOn(phone.Model) is not null && e.TextOf(Given(field)) is not null).SelectMany(e => e.NamesOn(phone.Model)), name => Assert.Contains(name, values.Keys));
        }
    }

    private static FactoryPhone SetAll(Phone phone, IEnumerable<SettingField> fields)
    {
        var used = Fresh(phone);
        foreach (var field in fields)
        {
            used.Apply(Rendered(With(phone, [Given(field)])));
        }

        return used;
    }

    private static FactoryPhone Fresh(Phone phone)
    {
        var fresh = new FactoryPhone(new PhoneIdentity { Mac = phone.Mac.ToString(), ProductName = phone.Model.Name });
        fresh.Apply(Rendered(phone));
        return fresh;
    }

    private static byte[] Rendered(Phone phone) => ProfileWriter.ToBytes(PhoneFixture.Render(phone));

    private static Phone With(Phone phone, ImmutableArray<SettingValue> settings) => phone with
    {
        // With codes for all softkeys, so that none is left out.
        Settings = new SettingsSpec { Typed = settings, ServiceCodes = new ServiceCodesSpec(new(ServiceCodes.Factory, PhoneFixture.PhoneLocation), [], PhoneFixture.PhoneLocation) },
    };

    /// <summary>A value that differs from the factory's; whether the phone takes it is not the question here.</summary>
    private static SettingValue Given(SettingField field)
    {
        var at = PhoneFixture.PhoneLocation;
        return field.Form switch
        {
            SettingForm.Secret => new SettingValue(field.Key, at, [], new SecretReference(SecretKind.Parameter, "phone/" + field.Key, SecretOrigin.Derive, 1)),
            SettingForm.Flag => new SettingValue(field.Key, at, [new("No", at)]),
            _ => new SettingValue(field.Key, at, [new(WordOf(field.Key), at), new("b", at), new("c", at), new("No", at)]),
        };
    }

    private static string WordOf(string key) => key switch
    {
        "tones.country" => "FR",
        "dtmf.method" => "info",
        "display.logo" or "display.background" => "text",
        "display.screenSaver.type" => "clock",
        "directory.ldap.authMethod" => "simple",
        _ => "a",
    };

    private static string? Held(FactoryPhone phone, string name) => phone.Values.GetValueOrDefault(name) ?? phone.Ignored.GetValueOrDefault(name);
}
