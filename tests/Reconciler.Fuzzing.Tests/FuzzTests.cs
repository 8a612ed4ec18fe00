using System.Globalization;

namespace Reconciler.Fuzzing.Tests;

/// <summary>
/// Whatever bytes come, each reader ends with a result or its own refusal. The corpus holds what earlier runs found to take ways of their own;
/// RECONCILER_FUZZ_SECONDS says how long each reader is tried (else a few hundred inputs), RECONCILER_FUZZ_KEEP=1 keeps of all that was found the fewest that take every branch.
/// </summary>
public sealed class FuzzTests
{
    private const int Inputs = 400;
    private const int LargestKept = 2_048;

    private static readonly TimeSpan? Long = Environment.GetEnvironmentVariable("RECONCILER_FUZZ_SECONDS") is { } seconds
        ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)) : null;

    private static readonly bool IsKept = Environment.GetEnvironmentVariable("RECONCILER_FUZZ_KEEP") == "1";

    public static IEnumerable<TheoryDataRow<string>> Readers => FuzzTarget.All.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Readers))]
    public void Reader_OfAnyBytes_EndsWithAResultOrItsOwnRefusal(string name)
    {
        var target = FuzzTarget.All[name];
        var corpus = new Corpus(name);
        List<byte[]> inputs = [.. target.Seeds(), .. corpus.Read()];
        inputs.ForEach(input => Try(name, target, input));
        var mutator = new Mutator(Long is null ? 1 : Environment.ProcessId);
        var started = TimeProvider.System.GetTimestamp();
        var tried = 0;
        List<byte[]> found = [];
        while (Long is { } time ? TimeProvider.System.GetElapsedTime(started) < time : tried < Inputs)
        {
            tried++;
            var input = mutator.Change(mutator.Pick(inputs), mutator.Pick(inputs));
            if (Try(name, target, input))
            {
                inputs.Add(input);
                found.Add(input);
            }
        }

        if (IsKept)
        {
            corpus.Write(Coverage.Fewest([.. corpus.Read(), .. found.Where(input => input.Length <= LargestKept)], target.Run));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {tried} inputs, {inputs.Count} in the corpus");
    }

    private static bool Try(string name, FuzzTarget target, byte[] input)
    {
        try
        {
            return Coverage.IsNew(() => target.Run(input));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"The reader \"{name}\" fails on these bytes (Base64): {Convert.ToBase64String(input)}", exception);
        }
    }
}
