using System.Globalization;
using Reconciler.Benchmarks;
using Reconciler.Benchmarks.Hostile;
using Reconciler.Benchmarks.Scale;
using Reconciler.Testing;

// dotnet run -c Release --project tests/Reconciler.Benchmarks                 publishes the program and measures it
// dotnet run -c Release --project tests/Reconciler.Benchmarks program PATH    measures one that is published already, an older one for instance
// dotnet run ... scale PHONES [PATH]    one table of a large fleet, beside a plain script and the physical limit; 100000 need 30 GB under $TMPDIR, and
//                                       Debian's time, strace, python3-yaml, python3-jsonschema, python3-jinja2 and, for a row more, ansible-core;
//                                       not under nohup, where the agent does not hear the signal that says a push has come
// dotnet run ... hostile [PATH]         one table of folders and commits that were made to cost as much as can be; needs Debian's time
// dotnet run ... import PHONES [PATH]  the takeover of a site of that size; needs Debian's time
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
    case ["scale", var phones]:
        using (var folder = new TemporaryFolder())
        {
            await ScaleAsync(phones, await PublishedProgram.PublishAsync(folder.PathOf("program"), CancellationToken.None));
        }

        break;
    case ["scale", var phones, var path]:
        await ScaleAsync(phones, new PublishedProgram(path));
        break;
    case ["import", var phones]:
        using (var folder = new TemporaryFolder())
        {
            await ImportAsync(phones, await PublishedProgram.PublishAsync(folder.PathOf("program"), CancellationToken.None));
        }

        break;
    case ["import", var phones, var path]:
        await ImportAsync(phones, new PublishedProgram(path));
        break;
    case ["hostile"]:
        using (var folder = new TemporaryFolder())
        {
            await HostileAsync(await PublishedProgram.PublishAsync(folder.PathOf("program"), CancellationToken.None));
        }

        break;
    case ["hostile", var path]:
        await HostileAsync(new PublishedProgram(path));
        break;
    default:
        await Console.Error.WriteLineAsync("The first lines of Program.cs say what can be measured.");
        return 2;
}

return 0;

static Task ScaleAsync(string phones, PublishedProgram program) =>
    new ScaleBenchmark(program, int.Parse(phones, CultureInfo.InvariantCulture), Console.Out).RunAsync(CancellationToken.None);

static Task ImportAsync(string phones, PublishedProgram program) =>
    new ImportBenchmark(program, int.Parse(phones, CultureInfo.InvariantCulture), Console.Out).RunAsync(CancellationToken.None);

static Task HostileAsync(PublishedProgram program) => new HostileBenchmark(program, Console.Out).RunAsync(CancellationToken.None);

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
