using Reconciler.Core.Secrets;

namespace Reconciler.Agent.Hosting;

/// <summary>Reads a secret of the agent's file: the first line of a file that not everybody may read.</summary>
public static class SecretLine
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <exception cref="HostConfigurationException">The file cannot be used; the message names the key, and nothing that the file holds.</exception>
    public static string Read(string file, string key)
    {
        string text;
        try
        {
            if ((File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
            {
                throw new HostConfigurationException($"{key} in the agent's file: everybody on this host may read {file}; run 'chmod o-rwx {file}'.");
            }

            using var reader = new StreamReader(file);
            text = reader.ReadLine()?.Trim() ?? "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostConfigurationException($"{key} in the agent's file: {file} cannot be read ({exception.GetType().Name}); see that it is there and that the agent's user may read it.", exception);
        }

        return text.Length > 0 ? text : throw new HostConfigurationException($"{key} in the agent's file: the first line of {file} is empty.");
    }
}
