using System.Text;
using Reconciler.Host.Disk;
using Reconciler.Host.Storage;

namespace Reconciler.Reconciliation.Status;

/// <summary>Reads and writes the requests that wait, each an entry under <c>control/</c> of the state.</summary>
public sealed class Controls(IStateStorage state)
{
    private const int LongestContent = 64 << 10;

    /// <summary>The content, trimmed; null where it was not asked for.</summary>
    public string? Read(Control control) =>
        state.StatusOf(NameOf(control)) is { Length: <= LongestContent } && state.Read(NameOf(control)) is { } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;

    /// <summary>The lines of the content; none where it was not asked for.</summary>
    public IReadOnlyList<string> ReadLines(Control control) =>
        Read(control)?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public void Write(Control control, string content) => state.Replace(NameOf(control), Encoding.UTF8.GetBytes(content + "\n"), Durability.Now);

    public void AddLine(Control control, string line) => Write(control, string.Join('\n', ReadLines(control).Append(line).Distinct()));

    /// <exception cref="PublishFailedException">It cannot be removed, and would be obeyed once more.</exception>
    public void Clear(Control control) => state.Remove(NameOf(control), Durability.Soon);

    private static string NameOf(Control control) => $"control/{control.ToString().ToLowerInvariant()}";
}
