using CsCheck;
using NJsonSchema.Validation;
using Reconciler.Specs.Loading;
using Reconciler.Specs.Schemas;
using Reconciler.Specs.Yaml;

using Reconciler.Testing;
namespace Reconciler.Specs.Tests.Schemas;

/// <summary>A shape's verdict is the library's, on documents that are a few edits away from the example's.</summary>
public sealed class SchemaShapeTests
{
    private static readonly string[] Values = ["", "true", "12", "-1", "SPA504G", "{ derive: 2 }", "[1, 2]", "\"text\"", "{ line: 151, blf: 152 }", "5m", "00:25:84:06:11:56", "{ unknown: 1 }"];

    private static readonly JsonSchemaValidatorSettings Settings = new() { FormatValidators = [] };

    [Fact]
    public void Accepts_EditedDocuments_AgreesWithTheLibrary()
    {
        var files = Directory.GetFiles(Path.Combine(Checkout.Root, "example-repo"), "*.yaml", SearchOption.AllDirectories)
            .Select(file => (Kind: SpecKind.Of(Path.GetRelativePath(Path.Combine(Checkout.Root, "example-repo"), file)), Lines: File.ReadAllLines(file)))
            .Where(file => file.Kind is not null)
            .ToArray();
        var (valid, invalid) = (0, 0);

        Gen.Select(Gen.OneOf(files), Gen.Int[0, 200], Gen.Int[0, 3], Gen.OneOf(Values)).Sample(
            (file, line, edit, value) =>
            {
                var lines = file.Lines.ToList();
                Edit(lines, line % lines.Count, edit, value);
                var findings = new FileFindings("edited.yaml");
                foreach (var document in YamlReader.Read(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)), findings, TestContext.Current.CancellationToken).Documents)
                {
                    var expected = IsValidByLibrary(document, file.Kind!.SchemaName);
                    Assert.Equal(expected, SchemaStore.GetShape(file.Kind.SchemaName).Accepts(document));
                    Interlocked.Add(ref expected ? ref valid : ref invalid, 1);
                }
            },
            iter: 3_000);

        Assert.True(valid > 1_000 && invalid > 1_000, $"{valid} valid, {invalid} invalid");
    }

    /// <summary>Each value of the list, in each place of an agent's file that has every key.</summary>
    [Fact]
    public void Accepts_AgentFileWithEachValueInEachPlace_AgreesWithTheLibrary()
    {
        var (valid, invalid) = (0, 0);
        for (var line = 0; line < AgentFile.Length; line++)
        {
            foreach (var value in Values.Append("10%").Append("10s").Append("127.0.0.1:80").Append("ssh://git@example.com/phones.git").Append("heal"))
            {
                var lines = AgentFile.ToList();
                Edit(lines, line, edit: 2, value);
                foreach (var document in YamlReader.Read(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)), new FileFindings("agent.yaml"), TestContext.Current.CancellationToken).Documents)
                {
                    var expected = IsValidByLibrary(document, "agent");
                    Assert.True(expected == SchemaStore.GetShape("agent").Accepts(document), $"The library says {expected} of {lines[line]}");
                    Interlocked.Add(ref expected ? ref valid : ref invalid, 1);
                }
            }
        }

        Assert.True(valid > 100 && invalid > 100, $"{valid} valid, {invalid} invalid");
    }

    [Theory]
    [InlineData("uniqueItems: [1, 2]", true)]
    [InlineData("uniqueItems: [1, 1]", false)]
    [InlineData("uniqueItems: [1, 01]", false)]
    [InlineData("uniqueItems: [1, \"1\"]", false)]
    [InlineData("not: 5", true)]
    [InlineData("not: word", false)]
    [InlineData("oneOf: 5", true)]
    [InlineData("oneOf: 15", false)]
    [InlineData("bounds: 3.5", true)]
    [InlineData("bounds: 9.5", false)]
    [InlineData("bounds: 1.0e400", false)]
    [InlineData("enum: true", true)]
    [InlineData("enum: \"7\"", true)]
    [InlineData("enum: 7", true)]
    [InlineData("x-any: 1", true)]
    [InlineData("x-any: word", false)]
    [InlineData("other: 1", false)]
    [InlineData("null: ~", true)]
    [InlineData("null: word", false)]
    public async Task Accepts_EachKeyword_AgreesWithTheLibrary(string yaml, bool valid)
    {
        var node = Assert.Single(YamlReader.Read(System.Text.Encoding.UTF8.GetBytes(yaml), new FileFindings("a.yaml"), TestContext.Current.CancellationToken).Documents);
        var library = await NJsonSchema.JsonSchema.FromJsonAsync(EveryKeyword, TestContext.Current.CancellationToken);

        Assert.Equal(valid, new JsonSchemaValidator(Settings).Validate(NodeToken.Of(node), library).Count == 0);
        Assert.Equal(valid, SchemaShapeReader.Read(EveryKeyword, "none").Accepts(node));
    }

    [Theory]
    [InlineData("""{ "if": { "type": "string" } }""", "if")]
    [InlineData("""{ "properties": { "a": { "const": 1 } } }""", "const")]
    [InlineData("""{ "additionalProperties": { "type": "string" } }""", "additionalProperties")]
    public void Read_KeywordThatIsNotOurs_IsThrown(string text, string keyword)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => SchemaShapeReader.Read(text, "none"));

        Assert.Contains(keyword, exception.Message, StringComparison.Ordinal);
    }

    private const string EveryKeyword = """
        {
          "type": "object",
          "additionalProperties": false,
          "patternProperties": { "^x-": { "type": "integer" } },
          "properties": {
            "uniqueItems": { "type": "array", "uniqueItems": true, "items": { "type": ["integer", "string"] } },
            "not": { "not": { "type": "string" } },
            "oneOf": { "oneOf": [{ "type": "integer", "minimum": 1 }, { "type": "integer", "minimum": 10 }] },
            "bounds": { "type": "number", "minimum": 1, "maximum": 9 },
            "enum": { "enum": [true, 7, "seven"] },
            "null": { "type": "null" }
          }
        }
        """;

    private static readonly string[] AgentFile =
    [
        "repository:", "  url: /srv/phones.git", "  branch: main", "  path: hq", "  poll:", "    every: 60s", "    jitter: 10%", "  verify:", "    mode: none",
        "  credentials:", "    usernameFile: user", "    passwordFile: password",
        "served:", "  directory: /srv/tftp", "  http: 127.0.0.1:8067", "  group: tftp",
        "asterisk:", "  directory: /etc/asterisk/reconciler", "  include: /etc/asterisk", "  ami:", "    host: 127.0.0.1", "    port: 5038", "    username: reconciler", "    secretFile: ami.secret",
        "secrets:", "  masterKeyFile: master.key", "  directory: secrets", "state:", "  directory: /var/lib/reconciler", "status:", "  log: status.jsonl", "  branch: status/hq",
        "phones:", "  resync: none", "drift: report", "guard:", "  maxRemoved: 10%", "  minimumFleet: 10", "http:", "  listen: 127.0.0.1:8066",
    ];

    private static bool IsValidByLibrary(SpecNode document, string schema) =>
        new JsonSchemaValidator(Settings).Validate(NodeToken.Of(document), SchemaStore.GetDocument(schema)).Count == 0;

    private static void Edit(List<string> lines, int at, int edit, string value)
    {
        var colon = lines[at].IndexOf(": ", StringComparison.Ordinal);
        switch (edit)
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1 when colon > 0:
                lines[at] = lines[at].Insert(colon, "x");
                break;
            default:
                lines[at] = colon > 0 ? $"{lines[at][..colon]}: {value}" : lines[at] + value;
                break;
        }
    }
}
