using Reconciler.Core.Phones;

namespace Reconciler.Core.Tests.Phones;

public sealed class PhoneRendererTests
{
    public static TheoryData<string> Models => [.. PhoneModel.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Render_AnyModel_WritesEveryManagedParameterOnce(string model)
    {
        var profile = PhoneFixture.Render(PhoneFixture.Phone(model));

        var names = profile.Parameters.Select(p => p.Name).ToArray();
        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(ManagedParameters.NamesFor(PhoneFixture.Model(model)).Except(names));
    }
}
