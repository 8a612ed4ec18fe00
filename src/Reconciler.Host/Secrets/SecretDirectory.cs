using System.Text;
using Reconciler.Core.Secrets;

namespace Reconciler.Host.Secrets;

/// <summary>The agent's secrets directory: one file a secret, no subfolders, no links out of it.</summary>
internal sealed class SecretDirectory(string path, OwnFiles own)
{
    private const int MaximumLength = 16 << 10;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public SecretReading Read(string name)
    {
        if (!IsFileName(name))
        {
            return SecretReading.Missing("its file's name is not of letters, digits, dots, hyphens and underscores.", "Rename the file and the reference.");
        }

        var what = $"the secret file {name}";
        try
        {
            var file = new FileInfo(Path.Combine(path, name));
            if (file.LinkTarget is not null)
            {
                return SecretReading.Missing($"{what} is a link.", "Put the file itself into the secrets directory.");
            }

            if (!file.Exists)
            {
                return SecretReading.Missing($"{what} is not in the secrets directory.", "Create it there.");
            }

            if (own.Contain(file.FullName))
            {
                return SecretReading.Missing($"{what} is one of the agent's own, and no secret of a phone.", "Name another file, and let secrets.directory in agent.yaml be a folder that holds nothing of the agent's.");
            }

            return file.Length > MaximumLength
                ? SecretReading.Missing($"{what} has more than {MaximumLength} bytes.", "Put the secret alone into it.")
                : SecretReading.Of(TrimLineEnd(StrictUtf8.GetString(File.ReadAllBytes(file.FullName))), what, "Put the secret alone into it, on one line.");
        }
        catch (DecoderFallbackException)
        {
            return SecretReading.Missing($"{what} is not UTF-8 text.", "Put the secret into it as text.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SecretReading.Missing($"{what} cannot be read by this user.", "Make it readable for the user that runs Reconciler.");
        }
    }

    // Editors and `echo` end a file with one line break; more than one is a mistake that the check for control characters tells.
    private static string TrimLineEnd(string text)
    {
        if (!text.EndsWith('\n'))
        {
            return text;
        }

        return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text[..^1];
    }

    // So written, a name is never a path, an option or a hidden file.
    private static bool IsFileName(string name) =>
        name is { Length: > 0 and <= 255 } && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
