using Newtonsoft.Json.Linq;
using NJsonSchema;
using Reconciler.Specs.Schemas;

namespace Reconciler.Specs.Tests.Schemas;

public sealed class SchemaExampleTests
{
    public static TheoryData<string> Names => [.. SchemaStore.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Examples_AreValid(string name)
    {
        var root = JObject.Parse(SchemaStore.ReadText(name));
        var checkedExamples = 0;
        foreach (var owner in root.DescendantsAndSelf().OfType<JObject>().Where(node => node["examples"] is JArray && node.Parent is not JProperty { Name: "properties" }))
        {
            var schema = (JObject)owner.DeepClone();
            if (schema["definitions"] is null && root["definitions"] is { } definitions)
            {
                schema["definitions"] = definitions.DeepClone();
            }

            var compiled = await JsonSchema.FromJsonAsync(schema.ToString(), TestContext.Current.CancellationToken);
            foreach (var example in (JArray)owner["examples"]!)
            {
                Assert.True(compiled.Validate(example).Count == 0, $"{name}: {example} of {owner.Path}");
                checkedExamples++;
            }
        }

        Assert.True(checkedExamples > 0 || name == "plan" || name == "status");
    }
}
