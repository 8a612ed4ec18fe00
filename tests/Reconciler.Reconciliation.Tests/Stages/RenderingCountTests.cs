using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Stages;

/// <summary>A run that compares files before it writes them makes their bytes once.</summary>
public sealed class RenderingCountTests : IDisposable
{
    private readonly Site _site = new();
    private readonly Dictionary<(ArtifactTarget Target, string Path, Digest Inputs), int> _counts = [];

    public RenderingCountTests() => _site.Rendered = file =>
    {
        var key = (file.Target, file.Path, file.InputDigest);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    };

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task FirstRun_RendersEachFileOnce()
    {
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);

        Assert.All(_counts, file => Assert.Equal(1, file.Value));
        Assert.Contains(_counts.Keys, file => file.Path == "pjsip.conf");
        Assert.Equal(2, _counts.Keys.Count(file => file.Path.StartsWith("xml/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Commit_ThatChangesAsteriskAndOnePhone_RendersEachChangedFileOnce()
    {
        await _site.RunAsync();
        _counts.Clear();
        _site.Repository.Commit("A group", ("groups/all.yaml", "group: 600\nring: [151, 152]\n"), ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anne")));

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);

        Assert.All(_counts, file => Assert.Equal(1, file.Value));
        Assert.Single(_counts.Keys, file => file.Path == "extensions.conf");
        Assert.Single(_counts.Keys, file => file.Path.StartsWith("xml/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ApprovedChangeOfTheHost_WhichIsComparedWithWhatIsPublished_RendersEachFileOnce()
    {
        await _site.RunAsync();
        _site.Key = [.. _site.Key.Reverse()];
        var refused = await _site.RunAsync();
        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        _site.Controls.AddLine(Control.Approve, _site.Remembered.HostChange!.Hash);
        _counts.Clear();

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);

        Assert.All(_counts, file => Assert.Equal(1, file.Value));
        Assert.Equal(2, _counts.Keys.Count(file => file.Path.StartsWith("xml/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Run_WithNothingNew_RendersNothing()
    {
        await _site.RunAsync();
        _counts.Clear();

        Assert.Equal(RunResult.NoChange, (await _site.RunAsync()).Result);

        Assert.Empty(_counts);
    }
}
