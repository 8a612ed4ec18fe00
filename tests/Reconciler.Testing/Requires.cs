namespace Reconciler.Testing;

/// <summary>
/// What a test needs of the machine. Where it is missing the test is skipped, with what to install; under <c>tests/run</c>, which installs everything,
/// it fails instead, so that nothing is skipped there in silence.
/// </summary>
public static class Requires
{
    /// <summary>The environment variable that turns a skip into a failure.</summary>
    public const string RequireAllVariable = "RECONCILER_TESTS_REQUIRE_ALL";

    /// <summary>The environment variable that says where <c>tests/install</c> keeps the Asterisk roots.</summary>
    public const string CacheVariable = "RECONCILER_ASTERISK_CACHE";

    private const string DefaultCache = "/var/cache/reconciler-tests";
    private static readonly string[] SystemFolders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    // Which Debian package brings a program that is not called like its package.
    private static readonly Dictionary<string, string> Packages = new(StringComparer.Ordinal)
    {
        ["dnsmasq"] = "dnsmasq-base",
        ["in.tftpd"] = "tftpd-hpa",
        ["ip"] = "iproute2",
        ["kea-dhcp4"] = "kea-dhcp4-server",
        ["sshd"] = "openssh-server",
        ["ssh"] = "openssh-client",
        ["ssh-keygen"] = "openssh-client",
        ["sipp"] = "sip-tester",
        ["nginx"] = "nginx-light",
        ["node"] = "nodejs",
        ["ansible-playbook"] = "ansible-core",
        ["chroot"] = "coreutils",
        ["flock"] = "util-linux",
        ["nsenter"] = "util-linux",
        ["systemd-analyze"] = "systemd",
        ["umount"] = "mount",
        ["unshare"] = "util-linux",
    };

    /// <summary>True under <c>tests/run</c>.</summary>
    public static bool All => Environment.GetEnvironmentVariable(RequireAllVariable) == "1";

    /// <summary>The full path of a program; it is also looked for in the folders of system programs, which a plain user's PATH may lack.</summary>
    public static string Tool(string name)
    {
        var path = FindTool(name);
        That(path is not null, $"needs the program '{name}': install the Debian package {Packages.GetValueOrDefault(name, name)}, or run tests/run.");
        return path!;
    }

    /// <summary>The test makes network namespaces, binds low ports or changes its root, which only root may.</summary>
    public static void Root() => That(Environment.IsPrivilegedProcess, "needs root: run the tests as root, or run tests/run.");

    /// <summary>The folder that holds a Debian with that Asterisk (16 or 22), as <c>tests/install</c> makes it; it implies <see cref="Root"/>.</summary>
    public static string Asterisk(int version)
    {
        Root();
        That(HasAsterisk(version), $"needs Asterisk {version} in {AsteriskRoot(version)}: run tests/install, or set {CacheVariable} to where it is.");
        return AsteriskRoot(version);
    }

    /// <summary>Whether that Asterisk can be started here.</summary>
    public static bool HasAsterisk(int version) => Environment.IsPrivilegedProcess && File.Exists(Path.Combine(AsteriskRoot(version), ".complete"));

    /// <summary>The program of the YAML language server that editors run, as <c>tests/install</c> brings it; Node.js runs it.</summary>
    public static string LanguageServer()
    {
        Tool("node");
        var folder = Path.Combine(AsteriskCache, "editors");
        That(File.Exists(Path.Combine(folder, ".complete")), $"needs the YAML language server in {folder}: run tests/install, or set {CacheVariable} to where it is.");
        return Path.Combine(folder, "node_modules", "yaml-language-server", "bin", "yaml-language-server");
    }

    /// <summary>The script that finds what keeps people out of a page, as <c>tests/install</c> brings it.</summary>
    public static string Accessibility()
    {
        var script = Path.Combine(AsteriskCache, "editors", "node_modules", "axe-core", "axe.min.js");
        That(File.Exists(script), $"needs {script}: run tests/install, or set {CacheVariable} to where it is.");
        return script;
    }

    /// <summary>Any other need: skips with <paramref name="need"/> where it is not met, or fails under <c>tests/run</c>.</summary>
    public static void That(bool met, string need)
    {
        if (!met && All)
        {
            Assert.Fail($"{need} ({RequireAllVariable}=1 allows no skip.)");
        }

        Assert.SkipUnless(met, need);
    }

    /// <summary>A file beside the Asterisk roots that a test makes once and keeps.</summary>
    public static string Kept(string name) => Path.Combine(AsteriskCache, name);

    private static string AsteriskRoot(int version) => Path.Combine(AsteriskCache, $"asterisk-{version}");

    private static string AsteriskCache
    {
        get
        {
            var configured = Environment.GetEnvironmentVariable(CacheVariable);
            return string.IsNullOrEmpty(configured) ? DefaultCache : configured;
        }
    }

    private static string? FindTool(string name)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        return path.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(SystemFolders)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
