using System.Reflection;
using System.Text;
using Reconciler.Core.Diagnostics;

using Reconciler.Testing;
namespace Reconciler.Specs.Tests.Diagnostics;

public sealed class CodesTests
{
    private static readonly string Page = Path.Combine(Checkout.Root, "docs", "diagnostics.md");

    [Fact]
    public void All_Ids_AreUnique() => Assert.Equal(Codes.All.Length, Codes.All.Select(code => code.Id).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void All_Ids_HaveTheirForm() => Assert.All(Codes.All, code => Assert.Matches("^REC[0-9]{3}$", code.Id));

    [Fact]
    public void All_AreNamedByATest()
    {
        var folder = Path.Combine(Checkout.Root, "tests");
        var words = Directory.EnumerateFiles(folder, "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadAllText(file).Split([.. " \r\n\t\"()[]{},;:!?=<>"], StringSplitOptions.RemoveEmptyEntries))
            .Select(word => word.EndsWith(".Id", StringComparison.Ordinal) ? word[..^3] : word)
            .ToHashSet(StringComparer.Ordinal);
        var fields = typeof(Codes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(DiagnosticCode)).ToList();

        Assert.Equal(Codes.All.Length, fields.Count);
        Assert.Empty(fields.Where(field => !IsNamed(field)).Select(field => field.Name));

        bool IsNamed(FieldInfo field) =>
            words.Contains(((DiagnosticCode)field.GetValue(null)!).Id) || words.Contains($"Codes.{field.Name}");
    }

    [Fact]
    public void Page_ListsEveryCode()
    {
        var expected = Render();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Page)!);
            File.WriteAllText(Page, expected);
        }

        Assert.Equal(expected, File.ReadAllText(Page));
    }

    private static string Render()
    {
        var page = new StringBuilder("""
            # Diagnostics

            Every finding about the specs and the agent's file has a code that does not change. An error refuses the commit; a warning never changes an exit code.
            A finding prints as `file:line:column severity code sentence hint`.

            | code | severity | what it means |
            | --- | --- | --- |

            """);
        foreach (var code in Codes.All)
        {
            page.Append($"| {code.Id} | {(code.Severity == Severity.Error ? "error" : "warning")} | {code.Title.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        return page.ToString();
    }
}
