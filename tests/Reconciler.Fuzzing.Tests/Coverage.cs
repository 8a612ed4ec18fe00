using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SharpFuzz;
using SharpFuzz.Common;

namespace Reconciler.Fuzzing.Tests;

/// <summary>
/// Which branches of the product's code an input takes. The assemblies beside the tests are rewritten so that each branch counts itself, before any of them is loaded.
/// Counts are of the whole process: one input at a time.
/// </summary>
internal static unsafe class Coverage
{
    private const int MapBytes = 1 << 16;

    private static readonly string[] Assemblies = ["Core", "Host", "Import", "Reconciliation", "Scheduling", "Specs"];
    private static readonly byte* Map = (byte*)NativeMemory.AllocZeroed(MapBytes);
    private static readonly byte[] Seen = new byte[MapBytes];

    /// <summary>Runs, and says whether a branch was taken that none before took, or one by an order more often.</summary>
    public static bool IsNew(Action run)
    {
        Count(run);
        var isNew = false;
        for (var i = 0; i < MapBytes; i++)
        {
            var order = Order(Map[i]);
            isNew |= (order & ~Seen[i]) != 0;
            Seen[i] |= order;
        }

        return isNew;
    }

    /// <summary>Of these inputs the few that together take every branch that all of them take, the shortest first.</summary>
    public static IReadOnlyList<byte[]> Fewest(IEnumerable<byte[]> inputs, Action<byte[]> run)
    {
        var taken = new bool[MapBytes];
        return [.. inputs.OrderBy(input => input.Length).Where(input =>
        {
            Count(() => run(input));
            var adds = false;
            for (var i = 0; i < MapBytes; i++)
            {
                adds |= Map[i] > 0 && !taken[i];
                taken[i] |= Map[i] > 0;
            }

            return adds;
        })];
    }

    private static void Count(Action run)
    {
        new Span<byte>(Map, MapBytes).Clear();
        Trace.PrevLocation = 0;
        run();
    }

    /// <summary>Each another bit: 1, 2, 3, 4 and more, 8 and more, 16, 32, 128.</summary>
    private static byte Order(byte count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };

#pragma warning disable CA2255 // nothing may load them first
    [ModuleInitializer]
    internal static void Instrument()
#pragma warning restore CA2255
    {
        foreach (var name in Assemblies)
        {
            try
            {
                // It says the types that it changed, and changes them as they are asked for.
                Assert.NotEmpty(Fuzzer.Instrument(Path.Combine(AppContext.BaseDirectory, $"Reconciler.{name}.dll"), _ => true, Options.Value).ToList());
            }
            catch (InstrumentationException exception) when (exception.Message.Contains("already instrumented", StringComparison.Ordinal))
            {
                // By an earlier run: what was built since would have been copied over it.
            }
        }

        Trace.SharedMem = Map;
    }
}
