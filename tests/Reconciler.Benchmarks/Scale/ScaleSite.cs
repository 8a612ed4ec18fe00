using System.Diagnostics;
using System.Globalization;
using System.Text;
using Reconciler.Testing;

namespace Reconciler.Benchmarks.Scale;

/// <summary>A fleet in which each phone, extension, group and route has a file of its own, as a commit of a bare repository, and edits of it.</summary>
internal sealed class ScaleSite(string repository, int phones)
{
    private const int Teams = 12;
    private const int PhonesPerGroup = 40;
    private const int FirstExtension = 200_000;
    private const int FirstGroup = 600_000;

    private static readonly (string Name, int Keys)[] Models = [("SPA303", 3), ("SPA501G", 8), ("SPA502G", 1), ("SPA504G", 4), ("SPA508G", 8), ("SPA509G", 12), ("SPA525G", 5)];

    public string Repository => repository;

    public static async Task<ScaleSite> CreateAsync(string repository, int phones, CancellationToken cancellationToken)
    {
        await Processes.RunSuccessfullyAsync("git", ["init", "-q", "--bare", "-b", "main", repository], cancellationToken);
        var site = new ScaleSite(repository, phones);
        await site.CommitAsync(site.Files(), isFirst: true, cancellationToken);
        return site;
    }

    /// <summary>Another name for the station of one phone.</summary>
    public Task ChangePhoneAsync(int index, string stationName, CancellationToken cancellationToken) =>
        CommitAsync([(PhonePath(index), $"{Phone(index)}stationName: {stationName}\n")], isFirst: false, cancellationToken);

    /// <summary>Another name of one extension.</summary>
    public Task ChangeExtensionAsync(int index, string name, CancellationToken cancellationToken) =>
        CommitAsync([(ExtensionPath(index), Extension(index, name))], isFirst: false, cancellationToken);

    /// <summary>Another password of one extension, at its phone and at Asterisk.</summary>
    public Task RotatePasswordAsync(int index, CancellationToken cancellationToken) =>
        CommitAsync([(ExtensionPath(index), Extension(index, string.Create(CultureInfo.InvariantCulture, $"Name {index}")) + "secret: { derive: 2 }\n")], isFirst: false, cancellationToken);

    /// <summary>Another name for the stations of all phones.</summary>
    public Task ChangeProfileAsync(string stationName, CancellationToken cancellationToken) =>
        CommitAsync([("profiles/base.yaml", Base(stationName))], isFirst: false, cancellationToken);

    private static string Mac(int index) => string.Create(CultureInfo.InvariantCulture, $"002584{index:x6}");

    private static string PhonePath(int index) => $"phones/{Mac(index)[^2..]}/{Mac(index)}.yaml";

    private static string ExtensionPath(int index) => string.Create(CultureInfo.InvariantCulture, $"extensions/{index % 100:d2}/{FirstExtension + index}.yaml");

    private static string Base(string stationName) =>
        $"name: base\nstationName: {stationName}\ntimeZone: America/Chicago\nadmin: {{ password: {{ derive: 1 }}, webServer: true }}\n";

    private static string Extension(int index, string name)
    {
        var voicemail = index % 3 == 0 ? string.Create(CultureInfo.InvariantCulture, $"voicemail: {{ email: user{index}@example.com }}\n") : "";
        return string.Create(CultureInfo.InvariantCulture, $"extension: {FirstExtension + index}\nname: {name}\npickupGroup: {index % 60}\n{voicemail}");
    }

    private IEnumerable<(string Path, string Text)> Files()
    {
        yield return ("site.yaml", """
            name: generated
            provisioning: { url: "tftp://192.168.2.245" }
            asterisk: { host: 192.168.2.245, channel: pjsip, context: fxsgroup }
            features: { voicemail: "*97", groupPickup: "*8", directedPickup: "**" }
            emergency: ["911"]
            defaults: { profile: base }

            """);
        yield return ("profiles/base.yaml", Base("Generated"));
        for (var team = 0; team < Teams; team++)
        {
            yield return (
                string.Create(CultureInfo.InvariantCulture, $"profiles/team-{team}.yaml"),
                string.Create(CultureInfo.InvariantCulture, $"name: team-{team}\nparameters:\n  Ringer_Volume: \"{1 + (team % 9)}\"\n"));
        }

        for (var index = 0; index < phones; index++)
        {
            yield return (PhonePath(index), Phone(index));
            yield return (ExtensionPath(index), Extension(index, string.Create(CultureInfo.InvariantCulture, $"Name {index}")));
        }

        for (var group = 0; group < phones / PhonesPerGroup; group++)
        {
            var members = string.Join(", ", Enumerable.Range(FirstExtension + (group * PhonesPerGroup), 6));
            yield return (
                string.Create(CultureInfo.InvariantCulture, $"groups/{group:d5}.yaml"),
                string.Create(CultureInfo.InvariantCulture, $"group: {FirstGroup + group}\nname: Group {group}\nring: [{members}]\nseconds: 20\n"));
            yield return (
                string.Create(CultureInfo.InvariantCulture, $"routes/{group:d5}.yaml"),
                string.Create(CultureInfo.InvariantCulture, $"did: \"361555{group:d5}\"\ncontext: itsp1\nring: [{FirstGroup + group}]\nseconds: 25\n"));
        }
    }

    private string Phone(int index)
    {
#pragma warning disable CA5394 // the same fleet each time, no secret
        var random = new Random(index);
        var (model, keys) = Models[index % Models.Length];
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"mac: \"{Mac(index)}\"\nmodel: {model}\ndescription: Desk {index}\nprofiles: [team-{index % Teams}]\nkeys:\n  - line: {FirstExtension + index}\n");
        for (var key = 1; key < keys - 1; key++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - blf: {FirstExtension + random.Next(phones)}\n    label: Desk {random.Next(1000)}\n");
        }
#pragma warning restore CA5394

        return text.ToString();
    }

    /// <summary>By git fast-import, which makes one pack of any number of files.</summary>
    private async Task CommitAsync(IEnumerable<(string Path, string Text)> files, bool isFirst, CancellationToken cancellationToken)
    {
        using var import = Process.Start(new ProcessStartInfo("git", ["-C", repository, "fast-import", "--quiet"]) { RedirectStandardInput = true, UseShellExecute = false })!;
        await using (var stream = import.StandardInput.BaseStream)
        {
            await WriteAsync(stream, $"commit refs/heads/main\ncommitter b <b@example.com> 1700000000 +0000\ndata 6\nchange\n{(isFirst ? "" : "from refs/heads/main^0\n")}", cancellationToken);
            foreach (var (path, text) in files)
            {
                await WriteAsync(stream, string.Create(CultureInfo.InvariantCulture, $"M 100644 inline {path}\ndata {Encoding.UTF8.GetByteCount(text)}\n{text}\n"), cancellationToken);
            }
        }

        await import.WaitForExitAsync(cancellationToken);
        if (import.ExitCode != 0)
        {
            throw new InvalidOperationException("git fast-import failed.");
        }
    }

    private static ValueTask WriteAsync(Stream stream, string text, CancellationToken cancellationToken) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
}
