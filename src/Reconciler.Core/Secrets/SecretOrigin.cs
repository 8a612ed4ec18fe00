namespace Reconciler.Core.Secrets;

/// <summary>Where a secret's value comes from.</summary>
public enum SecretOrigin
{
    /// <summary>Computed from the host's master key.</summary>
    Derive,

    /// <summary>The environment variable <c>RECONCILER_SECRET_NAME</c> of the agent.</summary>
    Env,

    /// <summary>A file of that name in the agent's secrets directory.</summary>
    File,

    /// <summary>Written in the spec itself; allowed, and warned about.</summary>
    Value,
}
