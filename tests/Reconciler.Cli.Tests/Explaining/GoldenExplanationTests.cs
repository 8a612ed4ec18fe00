using System.Globalization;
using NJsonSchema;
using Reconciler.Testing;
using Reconciler.Testing.Repositories;

namespace Reconciler.Cli.Tests.Explaining;

/// <summary>What is said of example-repo, which was read as an administrator would read it; its files are from one commit, and a line of Fred's from another.</summary>
public sealed class GoldenExplanationTests : IDisposable
{
    private static readonly string Example = Checkout.PathOf("example-repo");

    private readonly TestRepository _repository = TestRepository.With([.. Directory.EnumerateFiles(Example, "*.yaml", SearchOption.AllDirectories)
        .Select(file => (Path.GetRelativePath(Example, file), File.ReadAllText(file)))]);

    private readonly List<string> _commits = [];

    public GoldenExplanationTests()
    {
        _commits.Add(_repository.Head);
        var fred = _repository.ReadText("main", "phones/fred.yaml")!;
        _commits.Add(_repository.Commit("Name the phone by its desk", ("phones/fred.yaml", fred.Replace("stationName: Asterisk", "stationName: Desk 1", StringComparison.Ordinal))));
    }

    public void Dispose() => _repository.Dispose();

    [Theory]
    [InlineData("phone", "00:25:84:06:11:56")]
    [InlineData("phone-with-console", "0025.84d8.d147")]
    [InlineData("phone-all", "002584D8D066", "--all")]
    [InlineData("phone-parameter", "00-25-84-06-11-56", "station_name")]
    [InlineData("phone-spec-key", "002584061156", "timeZone")]
    [InlineData("extension", "151")]
    [InlineData("extension-in-another-context", "154", "--all")]
    [InlineData("extension-of-a-softphone", "243")]
    [InlineData("extension-option", "154", "context")]
    [InlineData("group", "600")]
    [InlineData("inbound-number", "3615551212")]
    [InlineData("inbound-number-to-a-group", "3615551213")]
    public async Task Explain_InExampleRepo_IsAsReviewed(string name, string subject, params string[] more)
    {
        var text = await ExplainAsync([subject, .. more]);

        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        GoldenFile.Matches(Masked(text.Out), $"Golden/{name}.txt");
    }

    [Theory]
    [InlineData("phone-parameter", "002584061156", "Station_Name")]
    [InlineData("phone", "002584d8d062")]
    [InlineData("extension", "153")]
    [InlineData("inbound-number-to-a-group", "3615551213")]
    public async Task Explain_AsJson_FollowsTheSchemaAndIsAsReviewed(string name, params string[] question)
    {
        var json = await ExplainAsync([.. question, "--format", "json"]);

        Assert.Equal(0, json.ExitCode);
        await MatchesSchemaAsync(json.Out);
        if (name != "phone")
        {
            GoldenFile.Matches(Masked(json.Out), $"Golden/{name}.json");
        }
    }

    internal static async Task MatchesSchemaAsync(string json)
    {
        var schema = await JsonSchema.FromFileAsync(Checkout.PathOf("schema", "explain.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(json).Select(error => $"{error.Path}: {error.Kind}"));
    }

    private Task<Program> ExplainAsync(IEnumerable<string> arguments) =>
        Program.RunAsync(["explain", .. arguments, "--directory", _repository.DirectoryPath, "--rev", "main"]);

    // Of the same length, so that columns stay as they are: 1111111111 is the first commit, 2222222222 the second.
    private string Masked(string text)
    {
        for (var i = 0; i < _commits.Count; i++)
        {
            var digit = (i + 1).ToString(CultureInfo.InvariantCulture)[0];
            text = text.Replace(_commits[i], new string(digit, 40), StringComparison.Ordinal).Replace(_commits[i][..10], new string(digit, 10), StringComparison.Ordinal);
        }

        return text;
    }
}
