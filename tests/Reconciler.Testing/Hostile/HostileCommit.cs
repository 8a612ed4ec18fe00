using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;

namespace Reconciler.Testing.Hostile;

/// <summary>A commit that was made to cost its reader as much as can be, written by git itself.</summary>
/// <param name="What">In a few words.</param>
/// <param name="Code">The first finding's.</param>
/// <param name="Write">Writes the commit to <c>main</c> of a bare repository.</param>
/// <param name="IsShort">Whether it is made and read within a few seconds.</param>
public sealed record HostileCommit(string What, string Code, Func<string, CancellationToken, Task> Write, bool IsShort)
{
    private const string Extension = "extension: 100\n";
    private const int Million = 1_000_000;

    public static ImmutableArray<HostileCommit> All { get; } =
    [
        new("a million files in one folder", "REC015", (repository, token) => OneFolderAsync(repository, "extensions", "100644", Extension, Million, token), IsShort: true),
        new("a million files in a thousand folders", "REC015", (repository, token) => ImportAsync(repository, Extension, Files(Million, i => $"100644 :2 extensions/{i / 1_000}/e{i}.yaml"), token), IsShort: false),
        new("3,000 folders in one another", "REC015", (repository, token) => ImportAsync(repository, Extension, [$"100644 :2 extensions/{string.Concat(Enumerable.Repeat("d/", 3_000))}a.yaml"], token), IsShort: true),
        new("100,000 symbolic links to /etc/passwd", "REC014", (repository, token) => OneFolderAsync(repository, "phones", "120000", "/etc/passwd", 100_000, token), IsShort: true),
        new("names that differ by case, by what nobody sees, and by what looks alike", "REC017", (repository, token) => ImportAsync(repository, Extension, Names(), token), IsShort: true),
        new("a file of 2 GB that compresses to 9 MB", "REC001", (repository, token) => LargeAsync(repository, 2_048, token), IsShort: false),
        new("a file of 64 MB that compresses to 64 kB", "REC001", (repository, token) => LargeAsync(repository, 64, token), IsShort: true),
    ];

    /// <summary>Makes the bare repository.</summary>
    public async Task WriteToAsync(string repository, CancellationToken cancellationToken)
    {
        await Processes.RunSuccessfullyAsync("git", ["init", "-q", "--bare", "-b", "main", repository], cancellationToken);
        await Write(repository, cancellationToken);
    }

    public override string ToString() => What;

    private static IEnumerable<string> Files(int count, Func<int, string> line) => Enumerable.Range(0, count).Select(line);

    private static IEnumerable<string> Names() =>
    [
        .. ((string[])["Fred", "fred", "fr\u200bed", "\u202efred", "fr\u0435d", "e\u0301", "\u00e9", "CON", "a.yaml", ".git\u200c"]).Select(name => $"100644 :2 phones/{name}.yaml"),
        "100644 :2 PHONES/fred.yaml", "100644 :2 \uff50hones/a.yaml", "100644 :2 Site.yaml", "100644 :2 site.YAML",
        "100644 :2 \"phones/\\377.yaml\"", "100644 :2 \"phones/a\\nb.yaml\"", "100644 :2 \"phones/\\033[31m.yaml\"",
    ];

    private static Task<string> LargeAsync(string repository, int megabytes, CancellationToken cancellationToken) =>
        ImportAsync(repository, new string('#', 1 << 20), ["100644 :2 phones/a.yaml"], cancellationToken, megabytes);

    /// <summary>One blob beside site.yaml, and the entries that name it.</summary>
    private static Task<string> ImportAsync(string repository, string blob, IEnumerable<string> entries, CancellationToken cancellationToken, int repeated = 1) => GitAsync(
        ["-C", repository, "-c", "core.bigFileThreshold=1m", "fast-import", "--quiet"],
        stream =>
        {
            using var input = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
            input.Write($"blob\nmark :1\ndata {HostileFolder.Site.Length}\n{HostileFolder.Site}\nblob\nmark :2\ndata {(long)Encoding.UTF8.GetByteCount(blob) * repeated}\n");
            for (var i = 0; i < repeated; i++)
            {
                input.Write(blob);
            }

            input.Write("\ncommit refs/heads/main\ncommitter a <a@example.com> 0 +0000\ndata 1\nx\nM 100644 :1 site.yaml\n");
            foreach (var entry in entries)
            {
                input.Write($"M {entry}\n");
            }
        },
        cancellationToken);

    // fast-import looks through a folder for each name that comes into it, and mktree takes minutes for a million: the tree is written as the object that it is.
    private static async Task OneFolderAsync(string repository, string name, string mode, string content, int files, CancellationToken cancellationToken)
    {
        async Task<string> RunAsync(Action<Stream> input, params string[] arguments) =>
            (await GitAsync(["-C", repository, "-c", "user.name=a", "-c", "user.email=a@example.com", .. arguments], input, cancellationToken)).Trim();

        Task<string> BlobAsync(string text) => RunAsync(stream => stream.Write(Encoding.UTF8.GetBytes(text)), "hash-object", "-w", "--stdin");

        var blob = Convert.FromHexString(await BlobAsync(content));
        var folder = await RunAsync(
            stream =>
            {
                for (var i = 0; i < files; i++)
                {
                    stream.Write(Encoding.ASCII.GetBytes($"{mode} e{i:d6}.yaml\0"));
                    stream.Write(blob);
                }
            },
            "hash-object", "-w", "-t", "tree", "--stdin");
        var lines = Encoding.UTF8.GetBytes($"040000 tree {folder}\t{name}\n100644 blob {await BlobAsync(HostileFolder.Site)}\tsite.yaml\n");
        var root = await RunAsync(stream => stream.Write(lines), "mktree");
        var commit = await RunAsync(_ => { }, "commit-tree", "-m", "x", root);
        await RunAsync(_ => { }, "update-ref", "refs/heads/main", commit);
    }

    private static async Task<string> GitAsync(IEnumerable<string> arguments, Action<Stream> write, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git", arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEndAsync(cancellationToken);
        await using (var input = new BufferedStream(git.StandardInput.BaseStream, 1 << 16))
        {
            write(input);
        }

        await git.WaitForExitAsync(cancellationToken);
        return git.ExitCode == 0 ? await output : throw new InvalidOperationException($"git {string.Join(' ', arguments)} ended with {git.ExitCode}.");
    }
}
