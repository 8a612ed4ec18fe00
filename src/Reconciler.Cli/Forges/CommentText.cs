using System.Text;
using Reconciler.Cli.Usage;

namespace Reconciler.Cli.Forges;

/// <summary>The text to post, as the plan was written by an earlier step.</summary>
internal static class CommentText
{
    private const int MostBytes = 8 << 20;
    private const string Hint = "'reconciler plan --format markdown' writes one that fits";

    /// <param name="name">The text's name in messages.</param>
    /// <param name="input">Where it is read from.</param>
    public static string Read(string name, Stream input)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var read = input.Read(buffer); read > 0 && bytes.Length <= MostBytes; read = input.Read(buffer))
        {
            bytes.Write(buffer, 0, read);
        }

        if (bytes.Length > MostBytes)
        {
            throw new UsageException($"{name} is longer than any comment may be; {Hint}.");
        }

        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
            return string.IsNullOrWhiteSpace(text) ? throw new UsageException($"{name} is empty; {Hint}.") : text;
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"{name} is not UTF-8; {Hint}.");
        }
    }

    /// <summary>Refuses what the forge would refuse, or would take for more than text.</summary>
    public static void Check(string name, string text, string marker, IForge forge)
    {
        var length = marker.Length + 1 + text.Length;
        if (length > forge.LongestComment)
        {
            throw new UsageException($"{name} makes a comment of {length} characters, and {forge.Title} takes {forge.LongestComment}; {Hint}.");
        }

        var number = 1;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (forge.CommandPrefix is { } prefix && line.TrimStart().StartsWith(prefix, StringComparison.Ordinal))
            {
                throw new UsageException($"Line {number} of {name} begins with '{prefix}', which {forge.Title} would carry out as a command; {Hint}.");
            }

            number++;
        }
    }
}
