using Reconciler.Testing;

namespace Reconciler.Benchmarks;

/// <summary>The program as it ships, published into a folder of its own: what is measured is what is installed.</summary>
internal static class PublishedProgram
{
    public static async Task<string> PublishAsync(string folder, CancellationToken cancellationToken)
    {
        var project = Path.Combine(Checkout.Root, "src", "Reconciler.Cli");
        await Processes.RunSuccessfullyAsync(
            "dotnet", ["publish", project, "--configuration", "Release", "--runtime", "linux-x64", "--output", folder], cancellationToken);
        return Path.Combine(folder, "reconciler");
    }
}
