using System.Text;
using Reconciler.Cli;
using Reconciler.Cli.Output;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return (int)await CommandLine.RunAsync(args, Terminal.OfProcess(), CancellationToken.None);
