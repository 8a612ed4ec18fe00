using System.Text.Json;
using NJsonSchema;
using Reconciler.Core.Planning;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Plans;

/// <summary>
/// A folder a case in Golden: <c>change.patch</c> says in a sentence what it shows and holds the change as a pull request would; beside it are the
/// plans in all four formats, which were read as an administrator would read them.
/// </summary>
public sealed class GoldenPlanTests
{
    private static readonly (string Format, string File)[] Formats =
        [("text", "text.txt"), ("markdown", "markdown.md"), ("json", "plan.json"), ("github", "github.txt")];

    private static readonly string Golden = Checkout.PathOf("tests", "Reconciler.Cli.Tests", "Plans", "Golden");

    public static TheoryData<string> Cases =>
        [.. Directory.GetDirectories(Golden).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Plan_OfACase_IsAsReviewed(string name)
    {
        using var checkout = await ChangedAsync(name);
        var baseCommit = await checkout.GitAsync("rev-parse", "base");
        var runs = new Dictionary<string, PlanRun>(StringComparer.Ordinal);
        foreach (var (format, _) in Formats)
        {
            runs[format] = await checkout.PlanAsync("--base", "base", "--format", format);
        }

        Assert.Single(runs.Values.Select(r => r.ExitCode).Distinct());
        Assert.All(runs.Values, run => Assert.Equal("", run.Error));
        Assert.Equal(runs["markdown"].Out, runs["github"].Summary);
        await MatchesSchemaAsync(runs["json"].Out);
        foreach (var (format, file) in Formats)
        {
            GoldenFile.Matches(Masked(runs[format].Out, baseCommit, await checkout.GitAsync("rev-parse", "HEAD")), Path.Combine(Golden, name, file));
        }
    }

    [Theory]
    [InlineData("nothing-changes", 0, 0)]
    [InlineData("phone-added", 0, 1)]
    [InlineData("guard-emptied", 0, 4)]
    [InlineData("guard-approved", 0, 1)]
    [InlineData("head-invalid", 3, 3)]
    [InlineData("base-invalid", 0, 1)]
    [InlineData("first-site", 0, 1)]
    [InlineData("waves-cannot-hold", 3, 3)]
    public async Task ExitCode_OfACase_IsThatOfTheTable(string name, int plain, int withExitCode)
    {
        using var checkout = await ChangedAsync(name);

        Assert.Equal(plain, (await checkout.PlanAsync("--base", "base")).ExitCode);
        Assert.Equal(withExitCode, (await checkout.PlanAsync("--base", "base", "--exit-code")).ExitCode);
    }

    /// <summary>The office of a case with its change in the working tree; where the case is approved, the approval is committed.</summary>
    internal static async Task<PlanCheckout> ChangedAsync(string name)
    {
        var patch = Path.Combine(Golden, name, "change.patch");
        var lines = await File.ReadAllLinesAsync(patch, TestContext.Current.CancellationToken);
        var kind = lines.FirstOrDefault(l => l.StartsWith("Base: ", StringComparison.Ordinal)) is { } line ? line["Base: ".Length..] : "office";
        var checkout = await PlanCheckout.CreateAsync(kind);
        if (lines.Any(l => l.StartsWith("diff ", StringComparison.Ordinal)))
        {
            await checkout.GitAsync("apply", "--whitespace=nowarn", patch);
        }
        else
        {
            checkout.WriteOffice();
        }

        if (lines.Contains("Approved: yes"))
        {
            using var json = JsonDocument.Parse((await checkout.PlanAsync("--base", "base", "--format", "json")).Out);
            await checkout.CommitAsync($"Close a floor\n\nAllow-Plan: {json.RootElement.GetProperty("hash").GetString()}");
        }

        return checkout;
    }

    // Commits and the program's version are no part of what was reviewed.
    private static string Masked(string text, string baseCommit, string head) => text
        .Replace(baseCommit, "BASE", StringComparison.Ordinal).Replace(baseCommit[..10], "BASE", StringComparison.Ordinal)
        .Replace(head[..10], "HEAD", StringComparison.Ordinal)
        .Replace($"\"version\": \"{PlanDocument.ThisVersion}\"", "\"version\": \"VERSION\"", StringComparison.Ordinal);

    private static async Task MatchesSchemaAsync(string json)
    {
        var schema = await JsonSchema.FromFileAsync(Checkout.PathOf("schema", "plan.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(json));
    }
}
