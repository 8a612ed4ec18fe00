using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Checks;

/// <summary>A bare repository with the pre-receive hook of example-repo, and a clone of it that pushes.</summary>
internal sealed class PushedOffice : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _site;

    private PushedOffice(string site) => _site = site;

    public ProgramFolder Shell { get; } = new();

    public string Server => _folder.PathOf("phones.git");

    public string Clone => _folder.PathOf("clone");

    /// <summary>A server whose branch main holds an office of two desks, pushed through the hook.</summary>
    public static async Task<PushedOffice> CreateAsync(string site = ".")
    {
        var office = new PushedOffice(site);
        await office.Shell.MustGitAsync(office._folder.FullPath, "init", "-q", "--bare", "-b", "main", office.Server);
        File.Copy(Checkout.PathOf("example-repo", "hooks", "pre-receive"), Path.Combine(office.Server, "hooks", "pre-receive"));
        if (site != ".")
        {
            await office.ConfigureAsync("reconciler.site", site);
        }

        await office.Shell.MustGitAsync(office._folder.FullPath, "clone", "-q", office.Server, office.Clone);
        office.Write("site.yaml", OfficeFiles.Site);
        office.Write("extensions/people.yaml", OfficeFiles.Extensions);
        office.Write("phones/anna.yaml", OfficeFiles.Phone("00:25:84:00:00:01", 151, "Anna"));
        office.Write("phones/ben.yaml", OfficeFiles.Phone("00:25:84:00:00:02", 152, "Ben"));
        var pushed = await office.CommitAndPushAsync("Start");
        Assert.True(pushed.ExitCode == 0, pushed.Errors);
        return office;
    }

    public Task ConfigureAsync(string key, string value) => Shell.MustGitAsync(Server, "config", key, value);

    public void Write(string path, string text)
    {
        var full = Path.Combine(Clone, _site, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void Delete(string path) => File.Delete(Path.Combine(Clone, _site, path));

    public async Task CommitAsync(string message)
    {
        await Shell.MustGitAsync(Clone, "add", "-A");
        await Shell.MustGitAsync(Clone, "commit", "-q", "--allow-empty", "-m", message);
    }

    public Task<ProcessResult> PushAsync(params string[] references) => Shell.GitAsync(Clone, ["push", "origin", .. references]);

    public async Task<ProcessResult> CommitAndPushAsync(string message, string reference = "HEAD:main")
    {
        await CommitAsync(message);
        return await PushAsync(reference);
    }

    /// <summary>The commit of a name on the server; empty: none.</summary>
    public async Task<string> ServerHasAsync(string reference) => (await Shell.GitAsync(Server, "rev-parse", "--quiet", "--verify", reference)).Output.Trim();

    public void Dispose()
    {
        Shell.Dispose();
        _folder.Dispose();
    }
}
