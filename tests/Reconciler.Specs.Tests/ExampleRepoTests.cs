using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Reading;
using Reconciler.Host.Disk;
using Reconciler.Specs.Loading;
using Reconciler.Testing;
using Reconciler.Testing.Fleets;
namespace Reconciler.Specs.Tests;

public sealed class ExampleRepoTests
{
    private readonly SpecReading _loaded = new SpecLoader().Load(new FolderTree(Path.Combine(Checkout.Root, "example-repo")));

    [Fact]
    public void ExampleRepo_Loaded_HasNoFindings() => Assert.Empty(_loaded.Diagnostics);

    [Fact]
    public void ExampleRepo_Loaded_HasEveryDocument()
    {
        var specs = _loaded.Specs;

        Assert.Equal("hq", specs.Site!.Name.Value);
        Assert.Equal(
            _loaded.Documents,
            1 + specs.Extensions.Length + specs.Phones.Length + specs.Profiles.Length + specs.Groups.Length + specs.Routes.Length);
        Assert.Contains(specs.Extensions, extension => extension.Number.Value.ToString() == "151" && extension.Name!.Value.Value == "Fred");
    }

    [Fact]
    public void ExampleRepo_Fred_HasTwoLines()
    {
        Assert.True(MacAddress.TryParse("002584061156", out var mac));
        var fred = Assert.Single(_loaded.Specs.Phones, phone => phone.Mac.Value == mac);

        var line = Assert.IsType<LineKeySpec>(fred.Keys[0]);
        Assert.Equal("151", line.Extension.Value);
        Assert.Equal("Fred 151", line.Label!.Value.Value);
        Assert.Equal("phones/fred.yaml", line.Location.File);
        Assert.Equal("7.2.30", fred.Firmware!.Value.Value);
    }
}
