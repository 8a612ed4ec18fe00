namespace Reconciler.Core.Secrets;

/// <summary>The one way for a secret to leave for a person's eyes: <c>reconciler secret</c>, on the host, to a terminal.</summary>
public static class SecretDisclosure
{
    /// <summary>Writes the value and a line end; the caller has made sure that <paramref name="terminal"/> is one.</summary>
    public static void WriteTo(SecretValue secret, TextWriter terminal) => terminal.WriteLine(secret.Open());
}
