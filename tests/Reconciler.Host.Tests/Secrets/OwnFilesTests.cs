using Reconciler.Core.Secrets;
using Reconciler.Host.Secrets;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.Secrets;

/// <summary>A spec that names one of the agent's own files does not get it published.</summary>
public sealed class OwnFilesTests : IDisposable
{
    private static readonly SecretReference Key = new(SecretKind.Secret, "extension/151", SecretOrigin.File, Name: "master.key");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task File_ThatIsTheAgentsOwn_IsRefusedByEveryName()
    {
        var key = _folder.Write("master.key", new string('k', 48));
        _folder.Write("secrets/other", "fine");
        await Processes.RunSuccessfullyAsync("ln", [key, _folder.PathOf("secrets/hard")], TestContext.Current.CancellationToken);
        await Processes.RunSuccessfullyAsync("ln", ["-s", "../master.key", _folder.PathOf("secrets/soft")], TestContext.Current.CancellationToken);
        await Processes.RunSuccessfullyAsync("ln", ["-s", _folder.PathOf("secrets/target"), _folder.PathOf("ami.secret")], TestContext.Current.CancellationToken);
        _folder.Write("secrets/target", "what ami.secret leads to");

        Assert.False(Source(_folder.FullPath).Resolve(Key).IsKnown);
        Assert.False(Source(_folder.PathOf("secrets")).Resolve(Key with { Name = "hard" }).IsKnown);
        Assert.False(Source(_folder.PathOf("secrets")).Resolve(Key with { Name = "soft" }).IsKnown);
        Assert.False(Source(_folder.PathOf("secrets")).Resolve(Key with { Name = "target" }).IsKnown);
        Assert.True(Source(_folder.PathOf("secrets")).Resolve(Key with { Name = "other" }).IsKnown);
    }

    [Fact]
    public void File_InTheAgentsState_IsRefused()
    {
        _folder.Write("state/id", "0123456789");

        Assert.False(Source(_folder.PathOf("state")).Resolve(Key with { Name = "id" }).IsKnown);
    }

    private HostSecretSource Source(string directory) => new(new MasterKey(new byte[32]), "hq", _ => null, directory)
    {
        Own = new OwnFiles([_folder.PathOf("master.key"), _folder.PathOf("ami.secret")], [_folder.PathOf("state")]),
    };
}
