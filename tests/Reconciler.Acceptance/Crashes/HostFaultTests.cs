using System.Text.RegularExpressions;
using Reconciler.Acceptance.Offices;
using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Crashes;

/// <summary>What breaks under the shipped program on its host: it says so in one sentence, what was served stays, and the next run after the mend heals.</summary>
public sealed partial class HostFaultTests : IDisposable
{
    private const string NewPhone = "xml/spa002584000004.xml";

    private readonly CrashSite _site = new();
    private readonly TestRepository _repository = TestRepository.With(CrashFiles.First);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _repository.Dispose();
        _site.Dispose();
    }

    [Theory]
    [InlineData("srv")]
    [InlineData("asterisk")]
    [InlineData("dhcp")]
    [InlineData("state")]
    public async Task Disk_ReadOnly_OldFilesStayAndTheNextRunHeals(string directory)
    {
        await using var disk = await FaultyDisk.MountAsync(_site.PathOf(directory), Cancellation);
        await PublishThenPushAsync();

        await disk.MakeReadOnlyAsync(Cancellation);
        await AssertFailsAsync(6, "the file system is read-only");
        await AssertSaysNotReadyAsync(directory);
        await disk.MakeWritableAsync(Cancellation);
        await AssertHealsAsync();
    }

    [Theory]
    [InlineData("srv")]
    [InlineData("asterisk")]
    [InlineData("state")]
    public async Task Disk_Full_OldFilesStayAndTheNextRunHeals(string directory)
    {
        await using var disk = await FaultyDisk.MountAsync(_site.PathOf(directory), Cancellation);
        await PublishThenPushAsync();

        disk.Fill();
        await AssertFailsAsync(6, "the disk is full");
        disk.Empty();
        await AssertHealsAsync();
    }

    [Theory]
    [InlineData("srv")]
    [InlineData("asterisk")]
    [InlineData("dhcp")]
    public async Task Root_Removed_IsMadeAgain(string directory)
    {
        await PublishThenPushAsync();
        Directory.Delete(_site.PathOf(directory), recursive: true);

        await AssertHealsAsync();
    }

    [Fact]
    public async Task State_Removed_OldFilesStayUntilSomebodyApprovesTheChange_AndTheRootsAreGivenUp()
    {
        await PublishThenPushAsync();
        Directory.Delete(_site.State, recursive: true);

        await AssertFailsAsync(4, "does not know what is published here");
        await ApproveAsync();
        await AssertFailsAsync(6, "owner.json");
        foreach (var home in (string[])["srv/.reconciler", "asterisk", "dhcp"])
        {
            File.Delete(_site.PathOf(home + "/owner.json"));
        }

        await AssertHealsAsync();
    }

    [Fact]
    public async Task State_NotADirectory_IsNoFaultOfTheProgram()
    {
        await PublishThenPushAsync();
        Directory.Move(_site.State, _site.State + "-aside");
        await File.WriteAllTextAsync(_site.State, "", Cancellation);

        await AssertFailsAsync(6, $"The state directory {_site.State} cannot be made");
        File.Delete(_site.State);
        Directory.Move(_site.State + "-aside", _site.State);
        await AssertHealsAsync();
    }

    [Fact]
    public async Task Repository_Gone_OldFilesStayAndTheNextRunHeals()
    {
        await PublishThenPushAsync();
        Directory.Move(_site.PathOf("phones.git"), _site.PathOf("gone.git"));

        await AssertFailsAsync(5, "phones.git");
        Directory.Move(_site.PathOf("gone.git"), _site.PathOf("phones.git"));
        await AssertHealsAsync();
    }

    private async Task PublishThenPushAsync()
    {
        await _site.PushAsync(_repository, Cancellation);
        await _site.ReconcileAsync("first", Cancellation);
        _repository.Commit("Change one of everything", CrashFiles.Pushed);
        _repository.Remove("Take Cleo's phone away", CrashFiles.Removed);
        await _site.PushAsync(_repository, Cancellation);
    }

    // Twice, since a fault that lasts must not become another one.
    private async Task AssertFailsAsync(int exitCode, string says)
    {
        var served = ServedFiles.Read(_site.Served);
        Assert.DoesNotContain(NewPhone, served.Names);
        foreach (var attempt in (string[])["first", "second"])
        {
            var result = await _site.RunAsync(Cancellation);

            Assert.True(result.ExitCode == exitCode, $"the {attempt} run ended with {result.ExitCode}:\n{result.Output}{result.Errors}");
            Assert.Contains(says, result.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", result.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("internal error", result.Errors, StringComparison.Ordinal);
            Assert.True(ServedFiles.Read(_site.Served).IsSameAs(served), $"the {attempt} run changed what is served");
        }
    }

    /// <summary>By the hash that the refusal names.</summary>
    private async Task ApproveAsync()
    {
        var refused = await _site.RunAsync(Cancellation);
        var hash = ApproveCommand().Match(refused.Output + refused.Errors).Groups["hash"].Value;
        var approved = await ReconcilerProgram.RunAsync([], ["approve", hash, "--config", _site.AgentPath], Cancellation);
        Assert.True(approved.ExitCode == 0, approved.Errors);
    }

    [GeneratedRegex("reconciler approve (?<hash>[0-9a-f]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ApproveCommand();

    // Where the state itself cannot be written, the exit code alone tells.
    private async Task AssertSaysNotReadyAsync(string directory)
    {
        var state = await File.ReadAllTextAsync(Path.Combine(_site.State, "state.json"), Cancellation);
        Assert.Equal(directory != "state", state.Contains("PublishFailed", StringComparison.Ordinal));
    }

    private async Task AssertHealsAsync()
    {
        await _site.ReconcileAsync("after the mend", Cancellation);
        await _site.ReconcileAsync("once more", Cancellation);

        var served = ServedFiles.Read(_site.Served);
        Assert.Contains(NewPhone, served.Names);
        Assert.DoesNotContain("xml/spa002584000003.xml", served.Names);
        Disk.AssertHealed(_site, served, "after the mend");
    }
}
