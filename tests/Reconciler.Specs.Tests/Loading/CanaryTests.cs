using Reconciler.Specs.Loading;
using Reconciler.Testing.Fleets;

namespace Reconciler.Specs.Tests.Loading;

public sealed class CanaryTests
{
    [Theory]
    [InlineData("extensions/a.yaml", "extension: 151\nsecret: CANARY\n")]
    [InlineData("extensions/a.yaml", "extension: 151\nsecret: { CANARY }\n")]
    [InlineData("extensions/a.yaml", "extension: 151\nsecret: { CANARY: 1, CANARY: 2 }\n")]
    [InlineData("extensions/a.yaml", "extension: 151\nsecret: [CANARY]\n")]
    [InlineData("extensions/a.yaml", "extension: 151\nsecret: { derive: CANARY }\n")]
    [InlineData("extensions/a.yaml", "extension: 151\nsecret: { env: CANARY! }\n")]
    [InlineData("extensions/a.yaml", "extension: 151\nsecret: { file: ../CANARY }\n")]
    [InlineData("extensions/a.yaml", "extension: 151\nsecret: { value: CANARY }\n")]
    [InlineData("extensions/a.yaml", "extension: 151\nsecret: { value: \"CANARY\\u0007\" }\n")]
    [InlineData("extensions/a.yaml", "extension: 151\nsecret: { value: [CANARY] }\n")]
    [InlineData("extensions/a.yaml", "extension: 151\nsecret: { value: CANARY\n")]
    [InlineData("extensions/a.yaml", "extension: 151\nsecret: { value: \"CANARY\\q\" }\n")]
    [InlineData("extensions/a.yaml", "extension: 151\nvoicemail: { pin: CANARY }\n")]
    [InlineData("extensions/a.yaml", "extension: 151\nvoicemail: { pin: { value: CANARY } }\n")]
    [InlineData("profiles/a.yaml", "name: base\nadmin: { password: CANARY }\n")]
    [InlineData("profiles/a.yaml", "name: base\nparameters: { X: [CANARY], CANARY: { CANARY: 1 }, \"CANARY CANARY\": x }\n")]
    [InlineData("profiles/a.yaml", "name: base\nparameters: CANARY\nunchecked: CANARY\n")]
    [InlineData("profiles/a.yaml", "name: base\nmodels: { SPA525G: { parameters: { X: { value: { a: CANARY } } } } }\n")]
    public void Finding_UnderASecretKey_EchoesNothing(string path, string text)
    {
        var loaded = new SpecLoader().Load(MemoryTree.WithSite().Add(path, text));

        Assert.NotEmpty(loaded.Diagnostics);
        Assert.All(loaded.Diagnostics, finding => Assert.DoesNotContain("CANARY", finding.ToString(), StringComparison.Ordinal));
    }
}
