using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.AgentFile;

/// <summary>
/// Judges the URLs of the agent's file before its schema does: a pattern could not say which other form to write, and what it refused would be quoted, with a token in it.
/// </summary>
internal static class RepositoryUrlFindings
{
    public static void Check(MapNode root, FileFindings findings)
    {
        Check(Scalar(root, "repository", "url"), findings);
        Check(Scalar(root, "status", "url"), findings);
        if (Scalar(root, "repository", "proxy") is { } proxy && proxy.Text.Contains('@', StringComparison.Ordinal))
        {
            findings.Add(
                Codes.PasswordInUrl,
                proxy,
                "This URL holds a user name, password or token.",
                "Leave proxy out, and give the whole address in the environment variable https_proxy, in a file that root alone may read.");
        }
    }

    private static void Check(ScalarNode? node, FileFindings findings)
    {
        if (node is null || RepositoryUrl.TryParse(node.Text, out _, out var error))
        {
            return;
        }

        // A sentence on what is wrong, and after its colon what to do.
        var colon = error.IndexOf(": ", StringComparison.Ordinal);
        var (what, mend) = colon < 0 ? (error, null) : (error[..colon] + ".", char.ToUpperInvariant(error[colon + 2]) + error[(colon + 3)..]);
        findings.Add(RepositoryUrl.HoldsUserInfo(node.Text) ? Codes.PasswordInUrl : Codes.RepositoryUrlRefused, node, what, mend);
    }

    private static ScalarNode? Scalar(MapNode root, string section, string key) => (root.Find(section)?.Value as MapNode)?.Find(key)?.Value as ScalarNode;
}
