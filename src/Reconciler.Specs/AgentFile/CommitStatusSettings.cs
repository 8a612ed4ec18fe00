namespace Reconciler.Specs.AgentFile;

/// <summary>How the forge is told at the commit what became of it.</summary>
/// <param name="Forge">The kind of forge.</param>
/// <param name="Api">Its interface; null: that of the server in the repository's URL.</param>
/// <param name="Project">The repository as the forge names it; null: the path of the repository's URL.</param>
/// <param name="TokenFile">The file that holds the token.</param>
public sealed record CommitStatusSettings(ForgeKind Forge, Uri? Api, string? Project, string TokenFile);

/// <summary>Kinds of forges.</summary>
public enum ForgeKind
{
    GitHub,
    GitLab,

    /// <summary>Forgejo too.</summary>
    Gitea,

    /// <summary>Bitbucket Cloud.</summary>
    Bitbucket,
}
