using Reconciler.Benchmarks;

// dotnet run -c Release --project tests/Reconciler.Benchmarks [phones]
var phones = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 1_000;
await new FleetBenchmark(phones, Console.Out).RunAsync(CancellationToken.None);
