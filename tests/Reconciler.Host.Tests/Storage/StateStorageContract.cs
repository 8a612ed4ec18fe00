using System.Text;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Host.Storage;

namespace Reconciler.Host.Tests.Storage;

/// <summary>All that the parts of the program rely on, whatever keeps their state.</summary>
public abstract class StateStorageContract
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static TheoryData<Durability> Durabilities => [.. Enum.GetValues<Durability>()];

    /// <summary>The storage under test: the same for the whole of a test, and empty at first.</summary>
    protected abstract IStateStorage Sut { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("state.json")]
    [InlineData("runs/000000000001.json")]
    public void Entry_ThatIsMissing_IsNoFailure(string name)
    {
        Assert.Null(Sut.Read(name));
        Assert.False(Sut.Has(name));
        Assert.Null(Sut.StatusOf(name));
        Assert.Empty(Sut.List("runs"));
        Assert.All(Enum.GetValues<Durability>(), durability => Sut.Remove(name, durability));
        Sut.RemoveDebris("runs");
    }

    [Theory]
    [MemberData(nameof(Durabilities))]
    public void Replace_MakesAndReplacesTheWhole(Durability durability)
    {
        foreach (var name in new[] { "state.json", "runs/1.json" })
        {
            Sut.Replace(name, "the first, which is longer"u8, durability);
            Sut.Replace(name, "the second"u8, durability);

            Assert.Equal("the second", Text(name));
            Assert.True(Sut.Has(name));
            Assert.Equal(10, Sut.StatusOf(name)!.Value.Length);
        }
    }

    [Fact]
    public void Replace_ByNothing_LeavesAnEmptyEntry()
    {
        Sut.Replace("state.json", [], Durability.Now);

        Assert.Empty(Sut.Read("state.json")!);
        Assert.True(Sut.Has("state.json"));
    }

    [Fact]
    public void Bytes_AreTheCallersOwn()
    {
        byte[] bytes = [1, 2, 3];
        Sut.Replace("a", bytes, Durability.Now);
        bytes[0] = 9;
        Sut.Read("a")![1] = 9;

        Assert.Equal([1, 2, 3], Sut.Read("a")!);
    }

    [Theory]
    [MemberData(nameof(Durabilities))]
    public void Remove_TakesTheEntryAlone(Durability durability)
    {
        Sut.Replace("control/suspend", "why"u8, Durability.Now);
        Sut.Replace("control/retry", ""u8, Durability.Now);

        Sut.Remove("control/suspend", durability);

        Assert.Null(Sut.Read("control/suspend"));
        Assert.Equal(["retry"], Sut.List("control"));
    }

    [Fact]
    public void List_IsOfOneFolder_InOrdinalOrder()
    {
        foreach (var name in new[] { "b", "runs/10", "runs/9", "runs/B", "runs/a", "other/1" })
        {
            Sut.Replace(name, "x"u8, Durability.Soon);
        }

        Assert.Equal(["10", "9", "B", "a"], Sut.List("runs"));
        Assert.Equal(["b"], Sut.List(""));
    }

    [Fact]
    public void Add_WritesAll_AndAnewWhatIsThere()
    {
        Sut.Replace("manifest/000-a", "torn, and longer than what comes"u8, Durability.Soon);

        Sut.Add("manifest", [KeyValuePair.Create("000-a", "one"u8.ToArray()), KeyValuePair.Create("001-b", "two"u8.ToArray())]);
        Sut.Add("manifest", []);

        Assert.Equal("one", Text("manifest/000-a"));
        Assert.Equal("two", Text("manifest/001-b"));
        Assert.Equal(["000-a", "001-b"], Sut.List("manifest"));
    }

    [Fact]
    public void SetAside_FreesTheNameAndKeepsTheLast()
    {
        Sut.Replace("phones/phones.json", "{ one"u8, Durability.Now);
        Sut.SetAside("phones/phones.json");
        Sut.Replace("phones/phones.json", "{ two"u8, Durability.Now);

        Sut.SetAside("phones/phones.json");

        Assert.False(Sut.Has("phones/phones.json"));
        Assert.Equal("{ two", Text("phones/phones.json.broken"));
    }

    [Fact]
    public void Version_StaysUntilTheEntryIsReplaced()
    {
        Sut.Replace("a", "same"u8, Durability.Now);
        var before = Sut.StatusOf("a")!.Value;
        Assert.Equal(before.Version, Sut.StatusOf("a")!.Value.Version);

        Sut.Replace("a", "same"u8, Durability.Now);

        var after = Sut.StatusOf("a")!.Value;
        Assert.True(after.Version != before.Version || !after.IsSettled, "a change that nobody could see");
        Assert.True(after.Written >= before.Written);
        Assert.InRange(after.Written, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5));
    }

    [Theory]
    [MemberData(nameof(Durabilities))]
    public async Task Reader_OfAnEntryThatIsReplaced_SeesOneOrTheOther(Durability durability)
    {
        byte[][] texts = [.. "ab".Select(letter => Enumerable.Repeat((byte)letter, letter * 500).ToArray())];
        Sut.Replace("a", texts[0], durability);
        var writing = Task.Run(
            () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    Sut.Replace("a", texts[i % 2], durability);
                }
            },
            Token);

        while (!writing.IsCompleted)
        {
            var read = Sut.Read("a")!;
            Assert.Equal(read[0] * 500, read.Length);
        }

        await writing;
    }

    [Fact]
    public async Task Lock_IsOneHoldersAtATime()
    {
        var first = await Sut.TryLockAsync("phones/lock", Pause, TimeProvider.System, Token);
        Assert.NotNull(first);
        using var other = await Sut.TryLockAsync("other/lock", Pause, TimeProvider.System, Token);
        Assert.NotNull(other);
        var waiting = Sut.TryLockAsync("phones/lock", Pause, TimeProvider.System, Token);
        Assert.False(waiting.IsCompleted);

        first.Dispose();
        first.Dispose();

        using var second = await waiting;
        Assert.NotNull(second);
    }

    [Fact]
    public async Task Lock_HeldForTooLong_IsNull()
    {
        var time = new FakeTimeProvider();
        using var first = await Sut.TryLockAsync("phones/lock", Pause, time, Token);
        var waiting = Sut.TryLockAsync("phones/lock", Pause, time, Token);

        time.Advance(IStateStorage.LockPatience);

        Assert.Null(await waiting);
    }

    private string Text(string name) => Encoding.UTF8.GetString(Sut.Read(name)!);
}
