using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Host.Publishing;

namespace Reconciler.Publishing.Driver;

/// <summary>
/// Publishes one version after another on two roots of a host, until it is killed. Each file of a version says nothing but its number, line by line, so that a
/// reader can tell a file that is torn, a set that is mixed, and a version that comes back.
/// </summary>
/// <param name="served">The root that phones fetch from.</param>
/// <param name="asterisk">The root that Asterisk reads.</param>
/// <param name="state">A folder for both states.</param>
public sealed class VersionStream(string served, string asterisk, string state)
{
    /// <summary>Lines of a file.</summary>
    public const int Lines = 1000;

    /// <summary>The files that phones fetch.</summary>
    public static IReadOnlyList<string> Files { get; } = ["spa525G.cfg", "xml/spa002584061156.xml", "xml/spa002584061157.xml"];

    /// <summary>The context of the dial plan, each of whose extensions says the version.</summary>
    public const string Context = "churn";

    /// <summary>Publishes the versions from this one on.</summary>
    /// <param name="first">Higher than any before, those of killed processes included.</param>
    /// <param name="published">Is told each version once both roots have it.</param>
    public async Task RunAsync(int first, Action<int> published)
    {
        var phones = Path.Combine(state, "served");
        var pbx = Path.Combine(state, "asterisk");
        Directory.CreateDirectory(phones);
        Directory.CreateDirectory(pbx);
        for (var version = first; ; version++)
        {
            var time = new VersionTime(version);
            await new Publication(new PublishedRoot(ArtifactTarget.Served, served), phones, time)
                .RunAsync([.. Files.Select(path => Served(path, version))], CancellationToken.None);
            await new Publication(new PublishedRoot(ArtifactTarget.Asterisk, asterisk), pbx, time).RunAsync([DialPlan(version)], CancellationToken.None);
            published(version);
        }
    }

    private static Artifact Served(string path, int version) => Of(
        ArtifactTarget.Served, path, MacAddress.TryParse(Path.GetFileNameWithoutExtension(path)["spa".Length..], out var mac) ? mac : null, version, Text(version, _ => ""));

    private static Artifact DialPlan(int version) => Of(
        ArtifactTarget.Asterisk, "extensions.conf", null, version, $"[{Context}]\n" + Text(version, line => $"exten => {line},1,NoOp(").Replace("\n", ")\n", StringComparison.Ordinal));

    private static string Text(int version, Func<int, string> before) =>
        string.Concat(Enumerable.Range(1, Lines).Select(line => string.Create(CultureInfo.InvariantCulture, $"{before(line)}{version:d8}\n")));

    private static Artifact Of(ArtifactTarget target, string path, MacAddress? phone, int version, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        return new Artifact(target, path, Digest.FromBytes(SHA256.HashData(bytes)), phone, () => bytes);
    }

    // A second a version: sets go a minute after they were live, and of hundreds a second none would go in time.
    private sealed class VersionTime(int version) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(version);
    }
}
