using Reconciler.Benchmarks;
using Reconciler.Testing;

// dotnet run -c Release --project tests/Reconciler.Benchmarks                 publishes the program and measures it
// dotnet run -c Release --project tests/Reconciler.Benchmarks program PATH    measures one that is published already, an older one for instance
// As root and after tests/install, a look at the phones that a real Asterisk has registered is in it too.
switch (args)
{
    case []:
        using (var folder = new TemporaryFolder())
        {
            await MeasureAsync(await PublishedProgram.PublishAsync(folder.PathOf("program"), CancellationToken.None));
        }

        break;
    case ["program", var path]:
        await MeasureAsync(new PublishedProgram(path));
        break;
    default:
        await Console.Error.WriteLineAsync("The first lines of Program.cs say what can be measured.");
        return 2;
}

return 0;

static async Task MeasureAsync(PublishedProgram program)
{
    await Console.Out.WriteLineAsync(Machine.TableHead);
    await new RunBenchmark(program, phones: 1_000, Console.Out).RunAsync(CancellationToken.None);
    await new ReviewBenchmark(program, phones: 10_000, Console.Out).RunAsync(CancellationToken.None);
    if (Requires.HasAsterisk(22))
    {
        await new ContactBenchmark(program, phones: 5_000, Console.Out).RunAsync(CancellationToken.None);
    }
}
