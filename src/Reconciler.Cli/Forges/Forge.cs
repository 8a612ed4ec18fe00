using System.Collections.Immutable;
using Reconciler.Cli.Usage;

namespace Reconciler.Cli.Forges;

/// <summary>The forges that are known.</summary>
internal static class Forge
{
    public static ImmutableArray<IForge> All { get; } = [new GitHubForge(), new GitLabForge(), new GiteaForge()];

    /// <summary>The token of the first variable that holds one, and the variable's name; a token that could end a header's line is refused unseen.</summary>
    public static (string Variable, string Token) FindToken(this IForge forge, ForgeOptions options)
    {
        var found = forge.TokenVariables.FirstOrDefault(v => options.ValueOf(v) is not null) ?? throw new UsageException(
            $"There is no token for {forge.Title}: set {string.Join(" or ", forge.TokenVariables)}; {forge.Right}.");
        var token = options.ValueOf(found)!.Trim();
        return token.Length > 0 && token.All(c => c is > ' ' and < '\x7f')
            ? (found, token)
            : throw new UsageException($"The token in {found} has a blank, a line break or another character that no token has; set it anew.");
    }
}
