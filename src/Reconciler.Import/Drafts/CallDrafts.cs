using System.Globalization;
using Reconciler.Import.Writing;

namespace Reconciler.Import.Drafts;

/// <summary>A ring group as it will be written.</summary>
internal sealed class GroupDraft(string number, string file, int line)
{
    public string Number { get; } = number;

    public List<string> Ring { get; set; } = [];

    public bool IsInOrder { get; set; }

    public int Seconds { get; set; } = 25;

    public WrittenNode? Otherwise { get; set; }

    public bool IsDropped { get; private set; }

    public string File { get; } = file;

    public int Line { get; } = line;

    public WrittenMap ToMap()
    {
        var origin = new WrittenOrigin(File, Line, $"ring group {Number}", () => IsDropped = true);
        return new WrittenMap().Add("group", Number, origin).Add("ring", WrittenList.Of(Ring), origin).Add("strategy", IsInOrder ? "inOrder" : null)
            .Add("seconds", Seconds == 25 ? null : Seconds.ToString(CultureInfo.InvariantCulture), origin).Add("otherwise", Otherwise, origin);
    }
}

/// <summary>An inbound number as it will be written.</summary>
internal sealed class RouteDraft(string did, string context, string file, int line)
{
    public string Did { get; } = did;

    public string Context { get; } = context;

    public List<string> Ring { get; set; } = [];

    public int Seconds { get; set; } = 25;

    public string Options { get; set; } = "rt";

    public WrittenNode? Otherwise { get; set; }

    public bool IsDropped { get; private set; }

    public string File { get; } = file;

    public int Line { get; } = line;

    public WrittenMap ToMap()
    {
        var origin = new WrittenOrigin(File, Line, $"the inbound number {Did}", () => IsDropped = true);
        return new WrittenMap().Add("did", new WrittenText(Did), origin).Add("context", new WrittenText(Context)).Add("ring", WrittenList.Of(Ring), origin)
            .Add("seconds", Seconds == 25 ? null : Seconds.ToString(CultureInfo.InvariantCulture), origin)
            .Add("options", Options == "rt" ? null : new WrittenText(Options), origin).Add("otherwise", Otherwise, origin);
    }
}
