using System.Diagnostics.CodeAnalysis;
using Reconciler.Cli.Output;
using Reconciler.Core.Secrets;
using Reconciler.Reconciliation.Status;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Cli.Inputs;

/// <summary>Reads the agent's file for a command; its findings are printed like those of specs.</summary>
internal static class HostFiles
{
    /// <summary>False, with the findings on standard error, where the file is missing or wrong: exit code 2.</summary>
    /// <exception cref="HostConfigurationException">The state that it names is another user's; exit code 2 too.</exception>
    public static bool TryRead(Terminal terminal, FileInfo file, [NotNullWhen(true)] out AgentSettings? settings)
    {
        var reading = AgentFileReader.Read(file.FullName, terminal.Environment);
        DiagnosticPrinter.Print(terminal.Error, reading.Diagnostics, terminal.HasColour);
        settings = reading.Settings;
        if (settings is null)
        {
            return false;
        }

        StateOwner.Check(settings.State.Directory);
        return true;
    }
}
