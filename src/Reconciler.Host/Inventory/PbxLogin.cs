namespace Reconciler.Host.Inventory;

/// <summary>The result of a phone's attempt to prove who it is.</summary>
/// <param name="Account">The extension, as it was claimed.</param>
/// <param name="Address">From where.</param>
/// <param name="Verdict">Asterisk's verdict.</param>
public sealed record PbxLogin(string Account, string Address, LoginVerdict Verdict);

/// <summary>Asterisk's verdict on an attempt.</summary>
public enum LoginVerdict
{
    Accepted,

    /// <summary>The password is not the one that Asterisk has.</summary>
    PasswordRejected,

    /// <summary>Asterisk knows nobody of that name.</summary>
    AccountUnknown,
}
