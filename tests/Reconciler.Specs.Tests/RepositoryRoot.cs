namespace Reconciler.Specs.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "Reconciler.sln")) ? folder : Find(System.IO.Path.GetDirectoryName(folder)!);
}
