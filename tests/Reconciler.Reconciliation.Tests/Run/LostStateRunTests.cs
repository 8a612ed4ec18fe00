using Reconciler.Core.Secrets;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

public sealed class LostStateRunTests : IDisposable
{
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{ \"site\": \"office\", \"cond")]
    [InlineData("\0\0\0\0\0\0")]
    [InlineData("{ \"conditions\": [null], \"history\": [], \"hostSecrets\": [] }")]
    [InlineData("{ \"conditions\": null, \"history\": [], \"hostSecrets\": [] }")]
    public async Task State_ThatCannotBeRead_IsRefusedAndNothingIsTouched(string content)
    {
        await PublishManyAsync();
        RemoveMany();
        File.WriteAllText(StateFile, content);

        var refused = await Assert.ThrowsAsync<HostConfigurationException>(_site.RunAsync);

        Assert.Contains(StateFile, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Restore it from a backup", refused.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(StateFile));
        Assert.NotNull(_site.Profile("002584010000"));
    }

    [Fact]
    public async Task State_OfANewerVersion_IsRefused()
    {
        await _site.RunAsync();
        File.WriteAllText(StateFile, File.ReadAllText(StateFile).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));

        Assert.Contains("newer version", (await Assert.ThrowsAsync<HostConfigurationException>(_site.RunAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_OfTheVersionBefore_IsRead()
    {
        await _site.RunAsync();
        File.WriteAllText(StateFile, File.ReadAllText(StateFile).Replace("\"version\": 1,", "", StringComparison.Ordinal));

        Assert.Equal(RunResult.NoChange, (await _site.RunAsync()).Result);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task State_ThatIsGone_IsMeasuredByWhatTheRootsHold(bool isManifestGone)
    {
        await PublishManyAsync();
        RemoveMany();
        LoseState(isManifestGone);

        var refused = await _site.RunAsync();

        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        Assert.Contains("20 of 22 phones would lose their profiles.", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(_site.Profile("002584010000"));
        _site.Controls.AddLine(Control.Approve, refused.PlanToApprove());
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        Assert.Null(_site.Profile("002584010000"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task State_ThatIsGone_WithNothingTakenAway_IsPublishedAnewUnasked(bool isManifestGone)
    {
        await PublishManyAsync();
        var profile = _site.Profile("002584010000");
        LoseState(isManifestGone);

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        Assert.Equal(profile, _site.Profile("002584010000"));
    }

    [Theory]
    [InlineData("index")]
    [InlineData("parts")]
    [InlineData("all")]
    public async Task Manifest_ThatIsDamaged_IsMadeAnewByItself(string what)
    {
        await PublishManyAsync();
        foreach (var file in Directory.GetFiles(Path.Combine(_site.State, "manifest")).Where(file => what == "all" || Path.GetFileName(file) == "index" == (what == "index")))
        {
            if (what == "all")
            {
                File.Delete(file);
            }
            else
            {
                File.WriteAllText(file, "x");
            }
        }

        _site.Repository.Commit("Rename", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")));
        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.Equal(1, outcome.PhonesChanged);
        Assert.Contains(">Anna B.<", _site.Profile("002584000001"), StringComparison.Ordinal);
        Assert.NotNull(_site.Profile("002584010000"));
    }

    private string StateFile => Path.Combine(_site.State, "state.json");

    private async Task PublishManyAsync()
    {
        var (extensions, phones) = SmallOffice.Many(20);
        _site.Repository.Commit("Many", ("extensions/many.yaml", extensions), ("phones/many.yaml", phones));
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
    }

    private void RemoveMany() => _site.Repository.Commit("Remove", ("extensions/many.yaml", "# none\n"), ("phones/many.yaml", "# none\n"));

    private void LoseState(bool withManifest)
    {
        File.Delete(StateFile);
        if (withManifest)
        {
            Directory.Delete(Path.Combine(_site.State, "manifest"), recursive: true);
        }
    }
}
