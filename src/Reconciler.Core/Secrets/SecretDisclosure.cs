namespace Reconciler.Core.Secrets;

/// <summary>The one way for a secret to leave for a person's eyes: <c>reconciler secret</c> and <c>show</c>, on the host, to a terminal or a file of its owner's.</summary>
public static class SecretDisclosure
{
    /// <summary>Writes the value and a line end; the caller has made sure that <paramref name="terminal"/> is one.</summary>
    public static void WriteTo(SecretValue secret, TextWriter terminal) => terminal.WriteLine(secret.Open());

    /// <summary>The value, to be put into what goes to a terminal, or to a file that only its owner may read.</summary>
    public static string Text(SecretValue secret) => secret.Open();
}
