using CsCheck;
using NJsonSchema.Validation;
using Reconciler.Specs.Loading;
using Reconciler.Specs.Schemas;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Tests.Schemas;

/// <summary>The quick verdict is the library's, on documents that are a few edits away from the example's.</summary>
public sealed class QuickValidatorTests
{
    private static readonly string[] Values = ["", "true", "12", "-1", "SPA504G", "{ derive: 2 }", "[1, 2]", "\"text\"", "{ line: 151, blf: 152 }", "5m", "00:25:84:06:11:56", "{ unknown: 1 }"];

    private static readonly JsonSchemaValidatorSettings Settings = new() { FormatValidators = [] };

    [Fact]
    public void Validate_EditedDocuments_AgreesWithTheLibrary()
    {
        var files = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "example-repo"), "*.yaml", SearchOption.AllDirectories)
            .Select(file => (Kind: SpecKind.Of(Path.GetRelativePath(Path.Combine(RepositoryRoot.Path, "example-repo"), file)), Lines: File.ReadAllLines(file)))
            .Where(file => file.Kind is not null)
            .ToArray();
        var (valid, invalid) = (0, 0);

        Gen.Select(Gen.OneOf(files), Gen.Int[0, 200], Gen.Int[0, 3], Gen.OneOf(Values)).Sample(
            (file, line, edit, value) =>
            {
                var lines = file.Lines.ToList();
                Edit(lines, line % lines.Count, edit, value);
                var findings = new FileFindings("edited.yaml");
                foreach (var document in YamlReader.Read(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)), findings))
                {
                    var token = NodeToken.Of(document);
                    var schema = SchemaStore.GetDocument(file.Kind!.SchemaName);
                    var expected = new JsonSchemaValidator(Settings).Validate(token, schema).Count == 0;
                    Assert.Equal(expected, new QuickValidator(Settings).Validate(token, schema).Count == 0);
                    Interlocked.Add(ref expected ? ref valid : ref invalid, 1);
                }
            },
            iter: 3_000);

        Assert.True(valid > 1_000 && invalid > 1_000, $"{valid} valid, {invalid} invalid");
    }

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
