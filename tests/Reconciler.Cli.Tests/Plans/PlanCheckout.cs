using System.Text;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Plans;

/// <summary>A working tree of a small office under Git, whose first commit is tagged <c>base</c>.</summary>
internal sealed class PlanCheckout : IDisposable
{
    private const int FloorPhones = 500;
    private readonly TemporaryFolder _folder = new();

    private PlanCheckout(string siteFolder) => Site = _folder.MakeFolder(siteFolder.Length == 0 ? "work" : $"work/{siteFolder}");

    /// <summary>The top of the working tree.</summary>
    public string Root => _folder.PathOf("work");

    /// <summary>The folder that holds site.yaml.</summary>
    public string Site { get; }

    /// <summary>The office of the folder <c>Office</c> as one of the kinds that cases start from.</summary>
    /// <param name="kind"><c>office</c>; <c>floor</c>: with 500 phones more; <c>broken</c>: with an error; <c>empty</c>: no site at all; <c>nights</c>: phones are restarted at night only; <c>waves</c>: changes go in waves.</param>
    /// <param name="siteFolder">Where the site is in the repository; empty: at its top.</param>
    public static async Task<PlanCheckout> CreateAsync(string kind = "office", string siteFolder = "")
    {
        Requires.Tool("git");
        var checkout = new PlanCheckout(siteFolder);
        if (kind == "empty")
        {
            checkout.Write("README.md", "Phones\n");
        }
        else
        {
            checkout.WriteOffice();
        }

        if (kind == "floor")
        {
            checkout.WriteFloor();
        }

        if (kind == "nights")
        {
            checkout.Write("site.yaml", checkout.Read("site.yaml") + "windows:\n  - { name: nights, allow: \"0 0 22 ? * MON-FRI\", length: 6h, timeZone: America/Chicago }\n");
        }

        if (kind == "waves")
        {
            checkout.Write("site.yaml", checkout.Read("site.yaml") + "rollout: { waves: [{ canary: [\"00:25:84:06:11:56\"] }, 50%], settle: 10m }\n");
        }

        if (kind == "broken")
        {
            checkout.Write("extensions/people.yaml", checkout.Read("extensions/people.yaml").Replace("name: Lobby", "nmae: Lobby", StringComparison.Ordinal));
        }

        await checkout.GitAsync("init", "-q", "-b", "main");
        await checkout.CommitAsync("Start");
        await checkout.GitAsync("tag", "base");
        return checkout;
    }

    public void WriteOffice()
    {
        var source = Checkout.PathOf("tests", "Reconciler.Cli.Tests", "Plans", "Office");
        foreach (var file in Directory.EnumerateFiles(source, "*.yaml", SearchOption.AllDirectories))
        {
            Write(Path.GetRelativePath(source, file), File.ReadAllText(file));
        }
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Site, path));

    public void Write(string path, string text)
    {
        var full = Path.Combine(Site, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void Edit(string path, string from, string to) => Write(path, Read(path).Replace(from, to, StringComparison.Ordinal));

    public async Task<string> CommitAsync(string message)
    {
        await GitAsync("add", "-A");
        await GitAsync("commit", "-q", "--allow-empty", "-m", message);
        return await GitAsync("rev-parse", "HEAD");
    }

    public async Task<string> GitAsync(params string[] arguments)
    {
        string[] all = ["-C", Root, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "core.autocrlf=false", .. arguments];
        return (await Processes.RunSuccessfullyAsync(Requires.Tool("git"), all, TestContext.Current.CancellationToken)).Trim();
    }

    /// <summary>Runs <c>plan</c> on the site's folder.</summary>
    public Task<PlanRun> PlanAsync(params string[] args) => PlanRun.OfAsync(["plan", Site, .. args]);

    public void Dispose() => _folder.Dispose();

    private void WriteFloor()
    {
        var phones = new StringBuilder();
        var extensions = new StringBuilder();
        for (var i = 0; i < FloorPhones; i++)
        {
            phones.Append($"- {{ mac: \"0025840a{i:x4}\", model: SPA504G, description: Desk {1 + i}, profiles: [floor], keys: [{{ line: {2000 + i} }}] }}\n");
            extensions.Append($"- {{ extension: {2000 + i}, device: other }}\n");
        }

        Write("profiles/floor.yaml", "name: floor\nparameters:\n  Ringer_Volume: \"8\"\n");
        Write("phones/floor.yaml", phones.ToString());
        Write("extensions/floor.yaml", extensions.ToString());
    }
}
