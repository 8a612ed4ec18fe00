using Reconciler.Testing;

namespace Reconciler.Architecture.Tests;

/// <summary>The files below <c>src</c> and <c>tests</c>, by their paths in the checkout.</summary>
internal static class SourceFiles
{
    public static string[] Projects(string root) =>
        [.. Directory.EnumerateDirectories(Checkout.PathOf(root), "Reconciler.*").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    public static string[] Below(string root) =>
    [
        .. Directory.EnumerateFiles(Checkout.PathOf(root), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Checkout.Root, file))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string path) => File.ReadAllText(Checkout.PathOf(path));
}
