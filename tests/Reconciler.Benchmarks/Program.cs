using System.Globalization;
using Reconciler.Benchmarks;
using Reconciler.Testing;

// dotnet run -c Release --project tests/Reconciler.Benchmarks [phones]
// dotnet run -c Release --project tests/Reconciler.Benchmarks contacts [phones]
if (args is ["contacts", ..])
{
    await new ContactBenchmark(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5_000, Console.Out).RunAsync(CancellationToken.None);
    return;
}

var phones = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000;
using var folder = new TemporaryFolder();
var program = await PublishedProgram.PublishAsync(folder.PathOf("program"), CancellationToken.None);
await new FleetBenchmark(program, phones, Console.Out).RunAsync(CancellationToken.None);
