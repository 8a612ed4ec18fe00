namespace Reconciler.Core.Secrets;

/// <summary>The use of a secret; the first word of its reference and an input of its derivation.</summary>
public enum SecretKind
{
    /// <summary>The SIP password of an extension: 24 characters of [A-Za-z0-9].</summary>
    Secret,

    /// <summary>The initial voicemail PIN of an extension: 6 digits.</summary>
    Pin,

    /// <summary>The web password of a phone's administrator: 24 characters of [A-Za-z0-9].</summary>
    Admin,

    /// <summary>The value of a phone parameter that the catalogue marks as secret.</summary>
    Parameter,

    /// <summary>The key that a phone's profile is encrypted with: 24 characters of [A-Za-z0-9].</summary>
    ProfileKey,
}
