using Reconciler.Core.Secrets;

namespace Reconciler.Host.Secrets;

/// <summary>Reads the master key from the host's file, which nobody but its owner may touch.</summary>
public static class MasterKeyFile
{
    private const int MaximumLength = 64 << 10;

    private const UnixFileMode Foreign =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The bytes of the file as they are are the key; a trailing newline belongs to it.</summary>
    /// <exception cref="HostConfigurationException">It is missing, a link, open to others, too short, or cannot be read.</exception>
    public static MasterKey Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var file = new FileInfo(path);
            Refuse(file.LinkTarget is not null, $"the master key file {path} is a link; name the file itself.");
            Refuse(Directory.Exists(path), $"the master key file {path} is a directory; name a file in it.");
            Refuse(
                !file.Exists,
                $"the master key file {path} does not exist; make one with `(umask 077 && head -c 32 /dev/urandom > {path})` and keep a copy of it in a safe place.");
            Refuse(
                (file.UnixFileMode & Foreign) != UnixFileMode.None,
                $"the master key file {path} is open to its group or others; close it with `chmod 600 {path}`.");
            Refuse(
                file.Length < MasterKey.MinimumLength,
                $"the master key file {path} has {file.Length} bytes and needs at least {MasterKey.MinimumLength}; make one with `head -c 32 /dev/urandom`.");
            Refuse(file.Length > MaximumLength, $"the master key file {path} has more than {MaximumLength} bytes; it is not a key.");
            return new MasterKey(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HostConfigurationException($"the master key file {path} cannot be read by this user; make it owned by the user that runs Reconciler.", e);
        }
    }

    private static void Refuse(bool unfit, string message)
    {
        if (unfit)
        {
            throw new HostConfigurationException(message);
        }
    }
}
