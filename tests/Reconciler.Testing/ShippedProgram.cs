namespace Reconciler.Testing;

/// <summary>The program that users run, as a process of its own.</summary>
public static class ShippedProgram
{
    private const string Variable = "RECONCILER_TESTS_PROGRAM";

    /// <summary>
    /// The command line that runs it, to be followed by its arguments: what <c>tests/run</c> published, compiled ahead of time and needing no runtime; without that, as
    /// under plain <c>dotnet test</c>, what was built beside the tests.
    /// </summary>
    public static IReadOnlyList<string> Command { get; } = Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => [DotNet(), Path.Combine(AppContext.BaseDirectory, "reconciler.dll")],
        var path when File.Exists(path) => [path],
        var path => throw new FileNotFoundException($"{Variable} names {path}, which does not exist."),
    };

    // The runtime that runs this test: it need not be on a PATH.
    private static string DotNet() => Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet"
        ? host
        : Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
}
