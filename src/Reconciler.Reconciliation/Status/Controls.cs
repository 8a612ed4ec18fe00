using System.Text;
using Reconciler.Host.Disk;

namespace Reconciler.Reconciliation.Status;

/// <summary>Reads and writes the control files under <c>control/</c> of the state directory.</summary>
public sealed class Controls
{
    private const int LongestContent = 64 << 10;
    private readonly string _directory;

    public Controls(string stateDirectory) => _directory = Path.Combine(stateDirectory, "control");

    /// <summary>The content, trimmed; null where it was not asked for.</summary>
    public string? Read(Control control)
    {
        var file = new FileInfo(PathOf(control));
        if (!file.Exists || file.LinkTarget is not null || file.Length > LongestContent)
        {
            return null;
        }

        return DurableFile.Read(file.FullName) is { } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;
    }

    /// <summary>The lines of the content; none where it was not asked for.</summary>
    public IReadOnlyList<string> ReadLines(Control control) =>
        Read(control)?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public void Write(Control control, string content)
    {
        Directory.CreateDirectory(_directory);
        DurableFile.Replace(PathOf(control), Encoding.UTF8.GetBytes(content + "\n"));
    }

    public void AddLine(Control control, string line) => Write(control, string.Join('\n', ReadLines(control).Append(line).Distinct()));

    /// <exception cref="PublishFailedException">It cannot be removed, and would be obeyed once more.</exception>
    public void Clear(Control control) => LibC.TryUnlink(PathOf(control));

    private string PathOf(Control control) => Path.Combine(_directory, control.ToString().ToLowerInvariant());
}
