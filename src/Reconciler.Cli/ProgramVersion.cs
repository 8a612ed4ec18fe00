using System.Reflection;

namespace Reconciler.Cli;

/// <summary>The version that <c>--version</c> prints and plans carry.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
