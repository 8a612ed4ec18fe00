using Reconciler.Cli.Usage;
using Reconciler.Host.Ami;
using Reconciler.Import.Inputs;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Cli.Import;

/// <summary>An Asterisk that runs tells its files by AMI, with the rights that the agent's user has.</summary>
internal static class RunningAsterisk
{
    public static async Task<RunningPbx> ReadAsync(AgentSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var ami = settings.Asterisk.Ami
            ?? throw new UsageException("agent.yaml says of no AMI how to ask Asterisk (asterisk.ami); add it, or name Asterisk's files: reconciler import /etc/asterisk.");
        var endpoint = await AmiEndpoint.FromSecretFileAsync(ami.Host, ami.Port, ami.Username, ami.SecretFile, cancellationToken);
        var configuration = await AmiConfigurationReader.ReadAsync(endpoint, time, cancellationToken);
        return new RunningPbx(
            endpoint.Address,
            [.. configuration.Files.Select(f => new ParsedFile(f.Name, [.. f.Sections.Select(s => new ParsedSection(s.Name, s.Lines))]))],
            configuration.Devices);
    }
}
