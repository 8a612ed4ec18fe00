namespace Reconciler.Cli.Usage;

/// <summary>Files and folders that the user named.</summary>
internal static class UserFiles
{
    /// <summary>A new file that its owner alone may read: it is so from its first byte on.</summary>
    /// <exception cref="IOException">A file of that name is there, or it cannot be made.</exception>
    public static FileStream CreatePrivate(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });

    /// <summary>Does what makes a folder of the user's. That it cannot be made is his to mend: exit code 2.</summary>
    public static T Make<T>(string folder, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder} cannot be written ({exception.Message.TrimEnd('.')}); name a folder that can.");
        }
    }
}
