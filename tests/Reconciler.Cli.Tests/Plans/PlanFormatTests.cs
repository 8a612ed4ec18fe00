using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reconciler.Cli.Output;

namespace Reconciler.Cli.Tests.Plans;

/// <summary>What holds for whole formats, beside the reviewed plans.</summary>
public sealed partial class PlanFormatTests
{
    private const string Canary = "c4n4ry-of-the-plans";

    public static TheoryData<string> Formats => [.. PlanWriters.All.Select(w => w.Format)];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task ASecretInClearText_IsInNoOutput(string format)
    {
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("extensions/people.yaml", "name: Warehouse", $"name: Warehouse, secret: {{ value: {Canary} }}, voicemail: {{ pin: {{ value: \"739154\" }} }}");
        var first = await checkout.CommitAsync("In clear text");
        var added = await checkout.PlanAsync("--base", "base", "--format", format, "--files");
        checkout.Edit("extensions/people.yaml", Canary, Canary + "2");

        var changed = await checkout.PlanAsync("--base", first, "--format", format, "--files");

        Assert.All([added, changed], plan =>
        {
            Assert.Equal(0, plan.ExitCode);
            var all = plan.Out + plan.Error + plan.Summary;
            Assert.DoesNotContain(Canary, all, StringComparison.Ordinal);
            Assert.DoesNotContain("739154", all, StringComparison.Ordinal);
            Assert.Contains("Warehouse", all, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task AnotherTextOfASecret_ChangesTheFilesThatHoldIt()
    {
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("extensions/people.yaml", "name: Warehouse", $"name: Warehouse, secret: {{ value: {Canary} }}");
        var first = await checkout.CommitAsync("In clear text");
        checkout.Edit("extensions/people.yaml", Canary, Canary + "2");

        using var json = JsonDocument.Parse((await checkout.PlanAsync("--base", first, "--format", "json")).Out);

        Assert.Equal(
            ["xml/spa002584d8d063.xml", "pjsip.conf"], json.RootElement.GetProperty("artifacts").EnumerateArray().Select(a => a.GetProperty("path").GetString()));
        Assert.Equal(["res_pjsip"], json.RootElement.GetProperty("reloads").EnumerateArray().Select(m => m.GetString()));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task ARefusedPlan_NamesItsHashAndTheLineToAdd(string format)
    {
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("site.yaml", "name: office", "name: branch");

        var plan = await checkout.PlanAsync("--base", "base", "--format", format, "--exit-code");

        Assert.Equal(4, plan.ExitCode);
        Assert.Matches(format == "json" ? "\"trailer\": \"Allow-Plan: [0-9a-f]{64}\"" : "Allow-Plan: [0-9a-f]{64}", plan.Out);
    }

    [Fact]
    public async Task Files_AreUnifiedDiffsOfEachChangedFile()
    {
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("phones/sally.yaml", "label: Front desk", "label: Desk");

        var plan = await checkout.PlanAsync("--base", "base", "--files");

        Assert.Contains(
            "\n--- a/served/xml/spa002584061157.xml\n+++ b/served/xml/spa002584061157.xml\n@@ -", plan.Out, StringComparison.Ordinal);
        Assert.Contains("\n-<Short_Name_2_ ua=\"na\">Front desk</Short_Name_2_>\n+<Short_Name_2_ ua=\"na\">Desk</Short_Name_2_>\n", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markdown_OfAnEnormousChange_FitsAComment()
    {
        using var checkout = await PlanCheckout.CreateAsync("floor");
        checkout.Write("phones/floor.yaml", DeskNumber().Replace(checkout.Read("phones/floor.yaml"), "[{ line: ${number}, label: Zoë ${number} }]"));

        var plan = await checkout.PlanAsync("--base", "base", "--format", "markdown", "--files");

        Assert.InRange(Encoding.UTF8.GetByteCount(plan.Out), 50_000, 60_000);
        Assert.Matches("[0-9]+ of [0-9]+ entries are left out\\*\\*, since a comment holds 60 kB; `reconciler plan --base [0-9a-f]{10} --files` shows them all\\.", plan.Out);
        Assert.Equal(plan.Out.Split("<details>").Length, plan.Out.Split("</details>").Length);
        Assert.Matches("Plan hash: `[0-9a-f]{64}`\n$", plan.Out);
    }

    [Fact]
    public async Task Text_OnATerminal_IsColoured_AndElsewhereNot()
    {
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("phones/sally.yaml", "label: Front desk", "label: Desk");

        var coloured = await PlanRun.OfAsync(["plan", checkout.Site, "--base", "base"], colour: true);

        Assert.Contains("\e[33m~\e[0m Sally's phone", coloured.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', (await checkout.PlanAsync("--base", "base")).Out);
    }

    [Theory]
    [InlineData("@everyone", "@&#8203;everyone")]
    [InlineData("#12", "#&#8203;12")]
    [InlineData("<!-- a -->", "&lt;!-- a --&gt;")]
    [InlineData("a|b`c`", "a\\|b\\`c\\`")]
    [InlineData("[x](http://x)", "\\[x\\](http:&#8203;//x)")]
    [InlineData("&amp;", "&amp;amp;")]
    public void MarkdownText_IsNoMarkup(string text, string escaped) => Assert.Equal(escaped, MarkdownText.Escape(text));

    [Fact]
    public void MarkdownText_AFence_IsLongerThanAnyInside() => Assert.Equal("`````diff\na ```` b\n`````\n", MarkdownText.Fenced("a ```` b\n", "diff"));

    [GeneratedRegex(@"\[\{ line: (?<number>[0-9]+) \}\]", RegexOptions.NonBacktracking)]
    private static partial Regex DeskNumber();
}
