using Reconciler.Testing;

namespace Reconciler.Cli.Tests;

/// <summary>What a newcomer gets wrong first, as he sees it: at most three lines, the cause first and at its place.</summary>
public sealed class FirstMistakesTests : IDisposable
{
    private const string Site = "name: office\nprovisioning: { url: \"tftp://192.0.2.10\" }\nasterisk:\n  host: 192.0.2.10\n  context: phones\n";
    private const string Extensions = "- { extension: 151, name: Anna }\n- { extension: 152, name: Ben }\n";
    private const string Profile = "name: base\nstationName: Desk\n";
    private const string Phone = "mac: 00:25:84:06:11:56\nmodel: SPA504G\nprofiles: [base]\nkeys:\n  - line: 151\n    label: Anna\n  - line: 152\n";

    private readonly TemporaryFolder _folder = new();

    public FirstMistakesTests()
    {
        _folder.Write("site.yaml", Site);
        _folder.Write("extensions/all.yaml", Extensions);
        _folder.Write("profiles/base.yaml", Profile);
        _folder.Write("phones/desk.yaml", Phone);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("  - line: 151", "\t- line: 151", "5:1", "A tab is used for indentation")]
    [InlineData("    label", "\tlabel", "6:1", "A tab is used for indentation")]
    [InlineData("    label", "  \tlabel", "6:3", "A tab is used for indentation")]
    [InlineData("mac", "\tmac", "1:1", "A tab is used for indentation")]
    [InlineData("model", "\tmodel", "2:1", "A tab is used for indentation")]
    public async Task Tab_IsNamedAtItsLine(string good, string bad, string place, string words) => await AssertPhone(good, bad, place, words);

    [Theory]
    [InlineData("mac", " mac", "2:1", "indented as none of those above")]
    [InlineData("model", " model", "2:2", "deeper than line 1, which has a value already")]
    [InlineData("    label", "  label", "6:3", "indented as the dash of line 5")]
    [InlineData("    label", "   label", "6:4", "indented as none of those above")]
    [InlineData("    label", "      label", "6:7", "deeper than line 5")]
    [InlineData("    label", "label", "7:3", "deeper than line 6")]
    [InlineData("  - line: 152", " - line: 152", "7:2", "indented as none of those above")]
    [InlineData("  - line: 152", "   - line: 152", "7:4", "indented as none of those above")]
    public async Task Indentation_IsNamedAtItsLine(string good, string bad, string place, string words) => await AssertPhone(good, bad, place, words);

    [Theory]
    [InlineData("  host: 192.0.2.10\n  context: phones", "host: 192.0.2.10\ncontext: phones", "site.yaml:4:1", "REC158: \"host\" and \"context\" belong under \"asterisk\" of line 3")]
    [InlineData("  context: phones", "context: phones", "site.yaml:5:1", "REC158: \"context\" belongs under \"asterisk\" of line 3")]
    public async Task IndentationThatIsValidYaml_IsNamedAtTheKeysThatStandOutside(string good, string bad, string place, string words)
    {
        _folder.Write("site.yaml", Site.Replace(good, bad, StringComparison.Ordinal));

        await AssertFirst(place, words);
    }

    [Theory]
    [InlineData("model: SPA", "model SPA", "2:1", "REC159: There is no colon after \"model\"")]
    [InlineData("mac: 00", "mac 00", "1:1", "no colon after \"mac\"")]
    [InlineData("keys:", "keys", "4:1", "no colon after \"keys\"")]
    [InlineData("line: 151", "line 151", "5:5", "no colon after \"line\"")]
    [InlineData("line: 152", "line 152", "7:5", "no colon after \"line\"")]
    [InlineData("label: Anna", "label Anna", "6:5", "no colon after \"label\"")]
    [InlineData("profiles: [", "profiles [", "3:1", "no colon after \"profiles\"")]
    [InlineData("model: SPA", "model:SPA", "2:1", "REC159: There is no space after the colon of \"model\"")]
    [InlineData("mac: 00", "mac:00", "1:1", "no space after the colon of \"mac\"")]
    [InlineData("line: 151", "line:151", "5:5", "no space after the colon of \"line\"")]
    [InlineData("line: 152", "line:152", "7:5", "no space after the colon of \"line\"")]
    [InlineData("- line: 151", "-line: 151", "5:3", "no space after this dash")]
    [InlineData("line: 151\n    label", "line: 151, label", "5:5", "\"line\" and \"label\" stand on one line")]
    public async Task Colon_IsNamedAtItsKey(string good, string bad, string place, string words) => await AssertPhone(good, bad, place, words);

    [Theory]
    [InlineData("{ extension:153, name: C }\n", "1:3", "no space after the colon of \"extension\"")]
    [InlineData("{ extension 153, name: C }\n", "1:3", "no colon after \"extension\"")]
    [InlineData("extension 153\n", "1:1", "no colon after \"extension\"")]
    [InlineData("extension:153\n", "1:1", "no space after the colon of \"extension\"")]
    [InlineData("extension: 153\nname Carl\n", "2:1", "no colon after \"name\"")]
    [InlineData("- { extension: 153, name: \"C }\n- { extension: 154, name: \"D\" }\n", "1:27", "quoted text is not closed")]
    [InlineData("extension: 151\n", "1:12", "extension 151 is the same as extension 151 at extensions/all.yaml:1:16")]
    [InlineData("extention: 153\n", "1:1", "The key \"extention\" is not known. Did you mean \"extension\"?")]
    [InlineData("number: 153\n", "1:1", "The key \"number\" is not known, and the key \"extension\" is missing.")]
    public async Task Extension_WithOneMistake_IsNamedAtItsPlace(string text, string place, string words)
    {
        _folder.Write("extensions/more.yaml", text);

        await AssertFirst($"extensions/more.yaml:{place}", words);
    }

    [Theory]
    [InlineData("label: Anna", "label: \"Anna", "6:12", "quoted text is not closed")]
    [InlineData("label: Anna", "label: 'Anna", "6:12", "quoted text is not closed")]
    [InlineData("mac: 00", "mac: \"00", "1:6", "quoted text is not closed")]
    [InlineData("label: Anna", "label: 'Anna's'", "6:18", "Something follows the text")]
    [InlineData("label: Anna\n  - line: 152", "label: \"Anna\n  - line: 152\n    label: \"Ben\"", "6:12", "quoted text is not closed")]
    [InlineData("[base]", "[base", "3:11", "\"[\" of line 3, column 11 is not closed")]
    public async Task Quote_IsNamedWhereItOpens(string good, string bad, string place, string words) => await AssertPhone(good, bad, place, words);

    [Theory]
    [InlineData("model", "modle", "2:1", "The key \"modle\" is not known. Did you mean \"model\"?")]
    [InlineData("mac", "mca", "1:1", "The key \"mca\" is not known. Did you mean \"mac\"?")]
    [InlineData("line: 151", "lnie: 151", "5:5", "Did you mean \"line\"?")]
    [InlineData("SPA504G", "SPA504", "2:8", "Did you mean \"SPA504G\"?")]
    [InlineData("SPA504G", "SPA540G", "2:8", "Did you mean \"SPA504G\"?")]
    [InlineData("06:11:56", "06:11:5G", "1:6", "must be a MAC address")]
    [InlineData("06:11:56", "06:11", "1:6", "must be a MAC address")]
    [InlineData("[base]", "[bsae]", "3:12", "profile \"bsae\", which no file under profiles/ defines. Did you mean \"base\"?")]
    public async Task TypingError_IsNamedWithWhatWasMeant(string good, string bad, string place, string words) => await AssertPhone(good, bad, place, words);

    [Fact]
    public async Task MergeConflict_IsTheOnlyThingSaidOfTheFile() => await AssertPhone(
        "model: SPA504G", "<<<<<<< HEAD\nmodel: SPA504G\n=======\nmodel: SPA525G\n>>>>>>> topic", "2:1", "An unresolved merge conflict begins here.");

    [Fact]
    public async Task MissingProfile_OfSeveralPhones_IsOneFinding()
    {
        File.Delete(_folder.PathOf("profiles/base.yaml"));
        _folder.Write("phones/other.yaml", "mac: 00:25:84:06:11:57\nmodel: SPA504G\nprofiles: [base]\n");

        await AssertFirst("phones/desk.yaml:3:12", "no file under profiles/ defines (and 1 more name it)");
    }

    [Theory]
    [InlineData("phones", "above it")]
    [InlineData("..", "\"office\"")]
    public async Task WrongFolder_IsTheOnlyThingSaid_WithTheRightOne(string folder, string words)
    {
        using var above = new TemporaryFolder();
        above.Write("office/site.yaml", Site);
        above.Write("office/phones/desk.yaml", Phone);

        var lines = await Validate(Path.Combine(above.FullPath, "office", folder));

        Assert.Equal(2, lines.Length);
        Assert.StartsWith("site.yaml: error REC009: There is no site.yaml in this folder, but in ", lines[0], StringComparison.Ordinal);
        Assert.Contains(words, lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingSite_WithAFileThatIsNearlyOne_NamesBoth()
    {
        File.Move(_folder.PathOf("site.yaml"), _folder.PathOf("site.yaml.txt"));

        var lines = await Validate(_folder.FullPath);

        Assert.Equal(3, lines.Length);
        Assert.Contains("REC009", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("site.yaml.txt: warning REC153", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreFindingsThanAreListed_AreCountedInTextAndInJson()
    {
        _folder.Write("extensions/more.yaml", string.Concat(Enumerable.Range(0, 300).Select(i => $"- {{ extension: {1000 + i}, name: [] }}\n")));

        var lines = await Validate(_folder.FullPath);
        var json = (await Program.RunAsync("validate", _folder.FullPath, "--format", "json")).Out;

        Assert.Equal(202, lines.Length);
        Assert.Equal(["and 100 more errors", "invalid: 300 errors, 0 warnings"], lines[^2..]);
        Assert.Contains("\"REC150\"", json, StringComparison.Ordinal);
        Assert.Contains("And 100 more errors.", json, StringComparison.Ordinal);
    }

    private async Task AssertPhone(string good, string bad, string place, string words)
    {
        _folder.Write("phones/desk.yaml", Phone.Replace(good, bad, StringComparison.Ordinal));

        await AssertFirst($"phones/desk.yaml:{place}", words);
    }

    private async Task AssertFirst(string place, string words)
    {
        var lines = await Validate(_folder.FullPath);

        Assert.True(lines.Length <= 3, string.Join('\n', lines));
        Assert.StartsWith($"{place}: error ", lines[0], StringComparison.Ordinal);
        Assert.Contains(words, lines[0], StringComparison.Ordinal);
        Assert.StartsWith("invalid: 1 error, ", lines[^1], StringComparison.Ordinal);
    }

    private static async Task<string[]> Validate(string folder)
    {
        var program = await Program.RunAsync("validate", folder);
        Assert.Equal(3, program.ExitCode);
        return program.Out.TrimEnd('\n').Split('\n');
    }
}
