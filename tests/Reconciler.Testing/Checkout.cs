namespace Reconciler.Testing;

/// <summary>The folder that the tests were built in.</summary>
public static class Checkout
{
    // A build under CI writes source paths relative to this, so that it is the same on every machine.
    private const string DeterministicRoot = "/_/";

    /// <summary>The folder with the solution file.</summary>
    public static string Root { get; } = Find();

    /// <summary>A file or folder of the checkout.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>Where a source file is that the compiler named.</summary>
    public static string Source(string callerFilePath) => callerFilePath.StartsWith(DeterministicRoot, StringComparison.Ordinal)
        ? PathOf(callerFilePath[DeterministicRoot.Length..])
        : callerFilePath;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Reconciler.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Reconciler.sln above {AppContext.BaseDirectory}.");
    }
}
