using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Core.Tests.Phones;

/// <summary>A simulated phone that once got a setting ends as one from the factory does: it keeps whatever a profile does not say.</summary>
public sealed class UsedPhoneTests
{
    private const string Before = "set before";

    public static TheoryData<string> Models => [.. PhoneModel.Usual.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void EveryManagedElement_SetThenRendered_EndsAsOnAFactoryPhone(string model)
    {
        var rendered = ProfileWriter.ToBytes(PhoneFixture.Render(PhoneFixture.Phone(model, [PhoneFixture.Line(1, "151", "Fred")])));
        var identity = new PhoneIdentity { Mac = "002584061156", ProductName = model };
        var fresh = new FactoryPhone(identity);
        fresh.Apply(rendered);

        var left = new List<string>();
        foreach (var name in ManagedParameters.NamesFor(PhoneFixture.Model(model)))
        {
            var used = new FactoryPhone(identity);
            used.Apply($"<flat-profile><{name}>{Before}</{name}></flat-profile>");
            Assert.Equal(Before, used.Values.GetValueOrDefault(name) ?? used.Ignored[name]);

            used.Apply(rendered);

            left.AddRange(used.DifferencesFrom(fresh));
        }

        Assert.Empty(left);
    }

    [Fact]
    public void ElementThatAProfileDoesNotSay_StaysInThePhone()
    {
        var identity = new PhoneIdentity { Mac = "002584061156", ProductName = "SPA525G" };
        var (used, fresh) = (new FactoryPhone(identity), new FactoryPhone(identity));
        used.Apply($"<flat-profile><Station_Name>{Before}</Station_Name></flat-profile>");

        Assert.NotEmpty(used.DifferencesFrom(fresh));
    }
}
