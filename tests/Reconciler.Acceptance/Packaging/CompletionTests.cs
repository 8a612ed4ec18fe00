using Reconciler.Testing;

namespace Reconciler.Acceptance.Packaging;

/// <summary>The real shells, asked what they would complete, and the man pages, with the program as it ships.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Program => ShippedProgram.Command[0];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("reconciler pl", "plan")]
    [InlineData("reconciler rollout ", "abort", "resume")]
    [InlineData("reconciler plan --exit", "--exit-code")]
    public async Task Shell_CompletesWhatTheProgramTakes(string line, params string[] expected)
    {
        var bash = await AskAsync("bash", ["-c", $$"""source '{{File("reconciler.bash")}}'; read -ra COMP_WORDS <<<"$1"; [[ $1 == *' ' ]] && COMP_WORDS+=(''); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _reconciler; printf '%s\n' "${COMPREPLY[@]}" """, "bash", line]);
        var fish = await AskAsync("fish", ["--no-config", "-c", $"source '{File("reconciler.fish")}'; complete -C '{line}'"]);
        // The shell itself drops what does not begin with the word; here it is asked for what it is given.
        var zsh = await AskAsync("zsh", ["-f", "-c", $$"""compadd() { print -l -- ${(P)2} }; _files() { :; }; words=(${(s: :)1}); [[ $1 == *' ' ]] && words+=(''); CURRENT=$#words; source '{{File("_reconciler")}}'""", "zsh", line]);

        Assert.Equal(expected, bash.Distinct().Order(StringComparer.Ordinal));
        Assert.Subset(fish, expected.ToHashSet(StringComparer.Ordinal));
        Assert.Subset(zsh, expected.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ManPages_AreOneForEachCommand_AndSound()
    {
        var pages = _folder.MakeFolder("man");
        var made = await Processes.RunAsync(
            Checkout.PathOf("packaging", "manpage"), [Program, "0.1.0", pages], new ProcessOptions { Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["SOURCE_DATE_EPOCH"] = "1780000000" } }, Token);
        Assert.True(made.ExitCode == 0, made.Errors);

        Assert.All(["reconciler", "reconciler-plan", "reconciler-doctor", "reconciler-rollout"], name => Assert.True(System.IO.File.Exists(Path.Combine(pages, name + ".1")), name));
        foreach (var page in Directory.EnumerateFiles(pages))
        {
            var shown = await Processes.RunAsync(Requires.Tool("man"), ["--warnings", "-E", "UTF-8", "-l", "-Tutf8", page], null, Token);
            Assert.True(shown.ExitCode == 0 && shown.Errors.Length == 0, $"{page}: {shown.Errors}");
        }
    }

    private static string File(string name) => Checkout.PathOf("packaging", "completion", name);

    private async Task<HashSet<string>> AskAsync(string shell, string[] arguments)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = $"{Path.GetDirectoryName(Program)}:/usr/bin:/bin", ["HOME"] = _folder.FullPath, ["LC_ALL"] = "C.UTF-8" };
        var answer = await Processes.RunAsync(Requires.Tool(shell), arguments, new ProcessOptions { Environment = environment }, Token);
        return [.. answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
