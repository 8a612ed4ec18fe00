using System.Globalization;
using Reconciler.Testing;

namespace Reconciler.Benchmarks;

/// <summary>Times what a pull request waits for: the check of a working tree, and the plan of one changed phone.</summary>
internal sealed class ReviewBenchmark(PublishedProgram program, int phones, TextWriter output)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var site = GeneratedSite.Create(folder, phones);
        var work = await site.CheckOutAsync("review", cancellationToken);
        await site.ChangeOnePhoneAsync(work, "Changed", cancellationToken);
        var count = phones.ToString("N0", CultureInfo.InvariantCulture);

        var validate = await program.MeasureAsync(_ => ["validate", work], cancellationToken);
        await output.WriteLineAsync(validate.Row($"{count} phones: `validate` of a working tree"));
        var plan = await program.MeasureAsync(_ => ["plan", work], cancellationToken);
        await output.WriteLineAsync(plan.Row($"{count} phones: `plan` of one changed"));
    }
}
