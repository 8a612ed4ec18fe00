using Reconciler.Testing;

namespace Reconciler.Reconciliation.Tests.Drift;

/// <summary>Everything that a hand can do to what is published, by name.</summary>
internal static class Damage
{
    /// <summary>What is done, what the finding says of it, and under which name it is kept aside, if it is.</summary>
    public static readonly IReadOnlyDictionary<string, (Func<DriftSite, Task> Do, string Says, string? Kept)> All =
        new Dictionary<string, (Func<DriftSite, Task> Do, string Says, string? Kept)>(StringComparer.Ordinal)
        {
            ["profile-edited"] = (Now(s => File.AppendAllText(s.AnnasFile, "<!-- by hand -->")), DriftSite.Anna + " is not as it was published: its content was changed", "served/" + DriftSite.Anna),
            ["profile-mode"] = (Now(s => File.SetUnixFileMode(s.AnnasFile, (UnixFileMode)0x1B6)), "its mode is 0666 and not 0444", null),
            ["profile-owner"] = (s => RunAsync("chown", "65534", s.AnnasFile), "it was given to ", null),
            ["profile-removed"] = (Now(s => File.Delete(s.AnnasFile)), "it is missing", null),
            ["profile-replaced-by-a-link"] = (Now(s => Replace(s.AnnasFile, path => File.CreateSymbolicLink(path, "/etc/hostname"))), "it was replaced by a symbolic link", "served/" + DriftSite.Anna),
            ["profile-replaced-by-a-pipe"] = (s => { File.Delete(s.AnnasFile); return RunAsync("mkfifo", s.AnnasFile); }, "it was replaced by a pipe", null),
            ["leaf-removed"] = (Now(s => Directory.Delete(s.AnnasLeaf, recursive: true)), "its folder is missing", null),
            ["leaf-mode"] = (Now(s => File.SetUnixFileMode(s.AnnasLeaf, (UnixFileMode)0x1FF)), "its mode is 0777 and not 0711", null),
            ["leaf-elsewhere"] = (Now(s => Replace(Path.Combine(s.NodeOf("0", "0", "0"), "1"), path => File.CreateSymbolicLink(path, "2"))), "it does not lead to the files that were published", null),
            ["leaf-added-to"] = (Now(s => File.WriteAllText(Path.Combine(s.AnnasLeaf, "evil.xml"), "mine")), "evil.xml is not as it was published: it was added", "served/xml/0/0/0/1/evil.xml"),
            ["leaf-folder-added"] = (Now(s => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(s.AnnasLeaf, "folder")).FullName, "note"), "mine")), "it was added", "served/xml/0/0/0/1/folder/note"),
            ["node-removed"] = (Now(s => Directory.Delete(s.NodeOf("0", "0"), recursive: true)), "its folder is missing", null),
            ["node-link-removed"] = (Now(s => File.Delete(Path.Combine(s.NodeOf("0"), "0"))), "it does not lead to the files that were published", null),
            ["node-added-to"] = (Now(s => File.WriteAllText(Path.Combine(s.NodeOf(), "evil.xml"), "mine")), "it was added", "served/xml/evil.xml"),
            ["tree-removed"] = (Now(s => File.Delete(Path.Combine(s.Generation, ".xml"))), "it does not lead to the files that were published", null),
            ["profile-link-removed"] = (Now(s => File.Delete(s.AnnasLink)), "is missing or leads elsewhere", null),
            ["profile-link-elsewhere"] = (Now(s => Replace(s.AnnasLink, path => File.CreateSymbolicLink(path, "/etc/hostname"))), "is missing or leads elsewhere", null),
            ["bootstrap-edited"] = (Now(s => File.WriteAllText(Path.Combine(s.Generation, "spa504G.cfg"), "mine")), "spa504G.cfg is not as it was published: its content was changed", "served/spa504G.cfg"),
            ["bootstrap-removed"] = (Now(s => File.Delete(Path.Combine(s.Generation, "spa504G.cfg"))), "it is missing", null),
            ["generation-added-to"] = (Now(s => File.WriteAllText(Path.Combine(s.Generation, "xml", "evil\u0007.xml"), "mine")), "xml/evil?.xml is not as it was published: it was added", "served/xml/evil\u0007.xml"),
            ["generation-folder-removed"] = (Now(s => File.Delete(Path.Combine(s.Generation, "xml"))), "it does not lead to the files that were published", null),
            ["generation-another"] = (Now(s => PointTo(s.Current, Directory.GetDirectories(s.Gens).Single(generation => generation != s.Generation))), "and not to what was published", null),
            ["link-removed"] = (Now(s => File.Delete(Path.Combine(s.Site.Served, DriftSite.Anna))), "its link is missing", null),
            ["link-to-another-bucket"] = (Now(s => Replace(Path.Combine(s.Site.Served, DriftSite.Anna), path => File.CreateSymbolicLink(path, "../.reconciler/current/xml/02/spa002584000001.xml"))), "its link leads elsewhere", null),
            ["link-added"] = (Now(s => File.CreateSymbolicLink(Path.Combine(s.Site.Served, "xml", "spa0025840000ff.xml"), "../.reconciler/current/xml/ff/spa0025840000ff.xml")), "it is a link to nothing that was published", null),
            ["links-folder-removed"] = (Now(s => Directory.Delete(Path.Combine(s.Site.Served, "xml"), recursive: true)), "its link is missing", null),
            ["asterisk-edited"] = (Now(s => File.AppendAllText(Path.Combine(s.AsteriskGeneration, "pjsip.conf"), "; by hand\n")), "current/pjsip.conf is not as it was published: its content was changed", "asterisk/pjsip.conf"),
            ["asterisk-mode"] = (Now(s => File.SetUnixFileMode(Path.Combine(s.AsteriskGeneration, "pjsip.conf"), (UnixFileMode)0x1A4)), "its mode is 0644 and not 0640", null),
            ["asterisk-removed"] = (Now(s => File.Delete(Path.Combine(s.AsteriskGeneration, "extensions.conf"))), "current/extensions.conf is not as it was published: it is missing", null),
            ["asterisk-another"] = (Now(s => Replace(Path.Combine(s.Site.AsteriskDirectory, "current"), path => File.CreateSymbolicLink(path, "gens/1-0123456789abcdef"))), "and not to what was published", null),
        };

    public static TheoryData<string> Names => [.. All.Keys];

    private static Func<DriftSite, Task> Now(Action<DriftSite> action) => site =>
    {
        action(site);
        return Task.CompletedTask;
    };

    private static void PointTo(string current, string generation) =>
        Replace(current, path => File.CreateSymbolicLink(path, "gens/" + Path.GetFileName(generation)));

    private static void Replace(string path, Action<string> create)
    {
        File.Delete(path);
        create(path);
    }

    private static Task<string> RunAsync(string tool, params string[] arguments) =>
        Processes.RunSuccessfullyAsync(tool, arguments, TestContext.Current.CancellationToken);
}
