using Reconciler.Cli.Usage;

namespace Reconciler.Cli.Forges;

/// <summary>Where a comment goes.</summary>
/// <param name="Api">The address of the forge's interface, without a slash at the end.</param>
/// <param name="Project">The repository: <c>owner/name</c>, or on GitLab the project's number or path.</param>
/// <param name="Number">The pull or merge request.</param>
internal sealed record ForgeTarget(string Api, string Project, long Number);

/// <summary>Options of the caller's, and the environment that says the rest.</summary>
internal sealed record ForgeOptions(string? Api, string? Project, long? Number, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The interface's address; refused where the token would be sent to something that is no web server.</summary>
    public string ApiOr(string variable, string? otherwise)
    {
        var address = Api ?? ValueOf(variable) ?? otherwise ?? throw new UsageException($"{variable} is not set; name the address of the forge's API with --api.");
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0 && uri.Query.Length == 0
            ? address.TrimEnd('/')
            : throw new UsageException($"'{address}' is no address of a forge's API; give an http or https URL without user, password and query.");
    }

    public string ProjectOr(string variable) =>
        Project ?? ValueOf(variable) ?? throw new UsageException($"{variable} is not set; name the repository with --repository.");

    /// <summary>A variable that is set and not empty.</summary>
    public string? ValueOf(string variable) => Environment.GetValueOrDefault(variable) is { Length: > 0 } value ? value : null;
}
