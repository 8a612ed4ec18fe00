namespace Reconciler.Specs.AgentFile;

/// <summary>The agent's own HTTP server: page, API, metrics and webhooks.</summary>
public sealed record HttpSettings
{
    public const string DefaultListen = "127.0.0.1:8066";

    /// <summary>Address and port.</summary>
    public required string Listen { get; init; }

    /// <summary>Null: whoever reaches a loopback address may read.</summary>
    public string? ViewTokenFile { get; init; }

    /// <summary>Null: nobody may act.</summary>
    public string? ActTokenFile { get; init; }

    /// <summary>The header of a reverse proxy on this host that names the user; null: none is trusted.</summary>
    public string? UserHeader { get; init; }

    /// <summary>Null: no webhook.</summary>
    public string? WebhookSecretFile { get; init; }

    internal IEnumerable<string?> Files => [ViewTokenFile, ActTokenFile, WebhookSecretFile];
}
