namespace Reconciler.Agent.Doctor;

/// <summary>Words for a command line that somebody copies.</summary>
internal static class ShellText
{
    /// <summary>A word as it is where the shell takes it so, else in quotes.</summary>
    public static string Quote(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or ':' or '@' or '+' or '=' or ',')
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
