using Reconciler.Testing;

namespace Reconciler.Specs.Tests.Documentation;

/// <summary>The reference says what the schemas say: its pages are written from them by <c>UPDATE_GOLDEN=1</c>.</summary>
public sealed class ReferencePageTests
{
    [Theory]
    [InlineData("site")]
    [InlineData("phone")]
    [InlineData("profile")]
    [InlineData("extension")]
    [InlineData("group")]
    [InlineData("route")]
    [InlineData("agent")]
    public void Page_IsWhatItsSchemaSays(string name)
    {
        var page = Path.Combine(Checkout.Root, "docs", "reference", $"{name}.md");
        var expected = SchemaReference.Of(Path.Combine(Checkout.Root, "schema", $"{name}.schema.json"));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(page)!);
            File.WriteAllText(page, expected);
        }

        Assert.Equal(expected, File.ReadAllText(page));
    }
}
