using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Specs.Parsing;
using Reconciler.Specs.Yaml;
using Semver;

namespace Reconciler.Specs.AgentFile;

/// <summary>The sections of the agent's file on repositories, once their schema and URLs are found right.</summary>
internal sealed class RepositorySettingsParser(string folder, FileFindings findings)
{
    private const string Heads = "refs/heads/";
    private const string Tags = "refs/tags/";

    private static readonly string[] Revisions = ["branch", "tag", "semver"];

    public RepositorySettings Parse(MapReader repository) => new()
    {
        Url = Text(repository, "url")!,
        Watched = ParseWatched(repository),
        Path = Text(repository, "path") ?? ".",
        Poll = ParsePoll(repository.Map("poll")),
        Verify = ParseVerify(repository.Map("verify")),
        Credentials = ParseCredentials(repository.Map("credentials")),
        Proxy = Text(repository, "proxy"),
        Timeout = AtLeastASecond(repository, "timeout") ?? TimeSpan.FromMinutes(10),
        MaxBytes = (long)(repository.Integer("maxMegabytes")?.Value ?? 1_024) << 20,
    };

    public CredentialsSettings? ParseCredentials(MapReader? credentials) => credentials is null
        ? null
        : new CredentialsSettings(
            OptionalPath(credentials, "usernameFile"),
            OptionalPath(credentials, "passwordFile"),
            OptionalPath(credentials, "sshKeyFile"),
            OptionalPath(credentials, "knownHostsFile"),
            OptionalPath(credentials, "caFile"));

    /// <summary>A branch or tag by its short name; one with <c>refs/</c> is refused with what to write.</summary>
    public string? ShortName(MapReader? owner, string key)
    {
        if (owner?.Scalar(key) is not { } node)
        {
            return null;
        }

        var right = node.Text switch
        {
            var text when text.StartsWith(Heads, StringComparison.Ordinal) => $"branch: {text[Heads.Length..]}",
            var text when text.StartsWith(Tags, StringComparison.Ordinal) => $"tag: {text[Tags.Length..]}",
            _ => null,
        };
        if (node.Text == "HEAD")
        {
            findings.Add(Codes.FullRefName, node, "\"HEAD\" is no branch of its own: it stands for whichever is the default.", "Name the branch, such as main.");
        }
        else if (right is not null || node.Text.StartsWith("refs/", StringComparison.Ordinal))
        {
            findings.Add(
                Codes.FullRefName, node, $"{Quoted.Text(node.Text)} is the full name of a reference.", right is null ? "Name a branch or a tag." : $"Write {right}.");
        }

        return node.Text;
    }

    private WatchedRevision ParseWatched(MapReader repository)
    {
        var given = Revisions.Where(key => repository.Node(key) is not null).ToList();
        foreach (var extra in given.Skip(1))
        {
            findings.Add(Codes.KeyConflict, repository.Node(extra)!, $"\"{given[0]}\" and \"{extra}\" exclude each other in \"repository\".", "Keep one of them.");
        }

        switch (given.FirstOrDefault())
        {
            case "tag":
                return WatchedRevision.Tag(ShortName(repository, "tag")!);
            case "semver":
                return WatchedRevision.Semver(Range(repository.Scalar("semver")!));
            default:
                return WatchedRevision.Branch(ShortName(repository, "branch") ?? "main");
        }
    }

    private string Range(ScalarNode node)
    {
        var alternatives = SemverRangeText.Split(node.Text);
        if (alternatives.Length == 0 || !alternatives.All(a => SemVersionRange.TryParseNpm(a.Text, a.PreReleases, out _)))
        {
            findings.Add(
                Codes.VersionRangeRefused,
                node,
                $"{Quoted.Text(node.Text)} is no range of versions.",
                "Write comparisons such as \">=1.2 <2\", or ~1.2, ^1.2, 1.x, or alternatives between ||.");
        }

        return node.Text;
    }

    private PollSettings ParsePoll(MapReader? poll)
    {
        if (poll?.Node("every") is not null && poll.Node("cron") is { } cron)
        {
            findings.Add(Codes.KeyConflict, cron, "\"every\" and \"cron\" exclude each other in \"poll\".", "Keep one of them.");
        }

        return new PollSettings(AtLeastASecond(poll, "every") ?? TimeSpan.FromSeconds(60), Jitter(poll), Text(poll, "cron"));
    }

    private VerifySettings ParseVerify(MapReader? verify)
    {
        var settings = new VerifySettings(
            Mode(verify), OptionalPath(verify, "allowedSigners"), OptionalPath(verify, "gpgKeys"));
        if (verify is not null && settings is { Mode: not VerifyMode.None, AllowedSigners: null, GpgKeys: null })
        {
            findings.Add(
                Codes.AgentKeyMissing, verify.Node("mode")!, "Signed commits cannot be verified without keys.", "Give allowedSigners or gpgKeys.");
        }

        return settings;
    }

    private TimeSpan? AtLeastASecond(MapReader? owner, string key)
    {
        var time = owner?.Duration(key);
        if (time == TimeSpan.Zero)
        {
            findings.Add(Codes.OutOfRange, owner!.Node(key)!, $"{Quoted.Text(key)} must be at least 1s.");
        }

        return time;
    }

    private string? OptionalPath(MapReader? owner, string key) => Text(owner, key) is { } path ? Path.GetFullPath(path, folder) : null;

    private static string? Text(MapReader? owner, string key) => owner?.Scalar(key)?.Text;

    private static double Jitter(MapReader? poll) =>
        Text(poll, "jitter") is { } text ? int.Parse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture) / 100d : 0.1;

    private static VerifyMode Mode(MapReader? verify) => Enum.TryParse<VerifyMode>(Text(verify, "mode"), ignoreCase: true, out var mode) ? mode : VerifyMode.None;
}
