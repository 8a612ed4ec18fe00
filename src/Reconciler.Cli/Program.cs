using System.Text;
using Reconciler.Agent.Hosting;
using Reconciler.Cli.Commands;
using Reconciler.Cli.Output;

if (args.Contains("agent", StringComparer.Ordinal))
{
    // Before anything else: until then it would end the agent.
    ProcessHangup.Catch();
}

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return (int)await CommandLine.RunAsync(args, Terminal.OfProcess(), CancellationToken.None);
