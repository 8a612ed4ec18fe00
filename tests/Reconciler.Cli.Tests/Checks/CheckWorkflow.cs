using Reconciler.Testing;
using YamlDotNet.RepresentationModel;

namespace Reconciler.Cli.Tests.Checks;

/// <summary>A CI file of example-repo as its runner reads it: settings by their path, and the shell that is run.</summary>
internal sealed class CheckWorkflow
{
    public const string GitHub = ".github/workflows/phones.yml";
    public const string Gitea = ".gitea/workflows/phones.yml";
    public const string GitLab = ".gitlab-ci.yml";

    private readonly YamlMappingNode _root;

    public CheckWorkflow(string path)
    {
        using var reader = File.OpenText(Checkout.PathOf(["example-repo", .. path.Split('/')]));
        var stream = new YamlStream();
        stream.Load(reader);
        _root = (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    public static string[] All => [GitHub, Gitea, GitLab];

    /// <summary>A workflow's steps.</summary>
    public IReadOnlyList<YamlMappingNode> Steps => [.. ((YamlSequenceNode)At("jobs", "check", "steps")!).Cast<YamlMappingNode>()];

    /// <summary>Each piece of shell: of a workflow's steps, or of the pipeline's job.</summary>
    public IReadOnlyList<string> Scripts => At("jobs") is not null
        ? [.. Steps.Select(s => Text(s, "run")).OfType<string>()]
        : [.. new[] { "before_script", "script" }.SelectMany(k => (YamlSequenceNode)At("phones", k)!).Select(n => n.ToString())];

    /// <summary>A step's shell.</summary>
    public string Run(string step) => Text(Steps.Single(s => Text(s, "name") == step), "run")!;

    /// <summary>The step that uses an action.</summary>
    public YamlMappingNode Using(string action) => Steps.Single(s => Text(s, "uses")?.StartsWith(action + "@", StringComparison.Ordinal) == true);

    public YamlNode? At(params ReadOnlySpan<string> path) => At(_root, path);

    public static YamlNode? At(YamlNode node, params ReadOnlySpan<string> path)
    {
        YamlNode? found = node;
        foreach (var key in path)
        {
            found = found is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
        }

        return found;
    }

    public static string? Text(YamlNode node, params ReadOnlySpan<string> path) => (At(node, path) as YamlScalarNode)?.Value;
}
