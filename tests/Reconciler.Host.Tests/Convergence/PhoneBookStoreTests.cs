using Reconciler.Host.Convergence;
using Reconciler.Host.Storage;
using Reconciler.Testing;
using Reconciler.Testing.Phones;

namespace Reconciler.Host.Tests.Convergence;

public sealed class PhoneBookStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Book_WithEverythingInIt_IsReadAsItWasWritten()
    {
        var phone = Seen.Phone(1, 2, "151", "152") with
        {
            NotifiedAt = Seen.Now,
            Attempts = 3,
            Problem = "why",
            State = PhoneState.Stale,
            StateSince = Seen.Now,
            Seen = new Sighting("192.0.2.1", "agent", Seen.Now, "192.0.2.2"),
        };
        var book = Seen.Book(phone) with { Noted = ["odd"], Others = ["160"], LastNotified = Seen.Now };
        await CreateSut().UpdateAsync(_ => book, Token);

        var read = CreateSut().Load();

        Assert.Equal(Text(book), Text(read));
        Assert.False(CreateSut().IsMissing);
    }

    [Fact]
    public async Task Updates_FromManyPlacesAtOnce_LoseNothing()
    {
        await CreateSut().UpdateAsync(_ => Seen.Book(Seen.Phone(1)), Token);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
            () => CreateSut().UpdateAsync(b => b.With([b.Phones[Seen.Mac(1)] with { Attempts = b.Phones[Seen.Mac(1)].Attempts + 1 }]), Token), Token)));

        Assert.Equal(20, CreateSut().Load().Phones[Seen.Mac(1)].Attempts);
    }

    [Fact]
    public async Task Book_ThatCannotBeRead_IsSetAsideAndMissing()
    {
        await CreateSut().UpdateAsync(_ => Seen.Book(Seen.Phone(1)), Token);
        var path = Path.Combine(_folder.FullPath, "phones", "phones.json");
        await File.WriteAllTextAsync(path, "{ half", Token);

        Assert.Empty(CreateSut().Load().Phones);
        Assert.True(CreateSut().IsMissing);
        Assert.True(File.Exists(path + ".broken"));
    }

    private PhoneBookStore CreateSut() => new(new StateDirectory(_folder.FullPath), TimeProvider.System);

    private static string Text(PhoneBook book) => System.Text.Json.JsonSerializer.Serialize(book, ConvergenceJson.Readable.PhoneBook);
}
