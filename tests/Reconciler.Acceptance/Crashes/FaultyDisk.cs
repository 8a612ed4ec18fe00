using Reconciler.Testing;

namespace Reconciler.Acceptance.Crashes;

/// <summary>A small file system of its own at a folder, which can be filled and made read-only. It goes when the test ends.</summary>
internal sealed class FaultyDisk : IAsyncDisposable
{
    private readonly string _folder;

    private FaultyDisk(string folder) => _folder = folder;

    private string Filler => Path.Combine(_folder, "filler");

    /// <summary>Mounts it; needs root.</summary>
    public static async Task<FaultyDisk> MountAsync(string folder, CancellationToken cancellationToken)
    {
        Requires.Root();
        Directory.CreateDirectory(folder);
        var result = await Processes.RunAsync(Requires.Tool("mount"), ["-t", "tmpfs", "-o", "mode=755,size=4m", "tmpfs", folder], null, cancellationToken);
        Requires.That(result.ExitCode == 0, "needs the right to mount a file system.");
        return new FaultyDisk(folder);
    }

    public Task MakeReadOnlyAsync(CancellationToken cancellationToken) => RemountAsync("ro", cancellationToken);

    public Task MakeWritableAsync(CancellationToken cancellationToken) => RemountAsync("rw", cancellationToken);

    /// <summary>Leaves no block free.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // It is full now.
        }
    }

    public void Empty() => File.Delete(Filler);

    public async ValueTask DisposeAsync() => await Processes.RunAsync(Requires.Tool("umount"), ["-l", _folder], null, CancellationToken.None);

    private Task<string> RemountAsync(string how, CancellationToken cancellationToken) =>
        Processes.RunSuccessfullyAsync(Requires.Tool("mount"), ["-o", $"remount,{how}", _folder], cancellationToken);
}
