namespace Reconciler.Cli.Usage;

/// <summary>Files and folders that the user named.</summary>
internal static class UserFiles
{
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
