using System.Collections.Immutable;

namespace Reconciler.Core.Asterisk;

/// <summary>Collects the lines of one extension after the other, numbering the priorities.</summary>
internal sealed class DialplanExtension(ImmutableArray<DialplanLine>.Builder lines)
{
    private string _extension = "";
    private int _priority;

    /// <summary>Lines that follow belong to <paramref name="extension"/>.</summary>
    public DialplanExtension Start(string extension)
    {
        _extension = extension;
        _priority = 0;
        return this;
    }

    public DialplanExtension Hint(string device)
    {
        lines.Add(new DialplanLine(_extension, DialplanLine.Hint, device, ""));
        return this;
    }

    public DialplanExtension Add(string application, string data = "")
    {
        lines.Add(new DialplanLine(_extension, ++_priority, application, data));
        return this;
    }
}
