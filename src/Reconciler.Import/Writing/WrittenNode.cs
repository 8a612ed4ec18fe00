namespace Reconciler.Import.Writing;

/// <summary>A value of a YAML file to be written.</summary>
internal abstract record WrittenNode;

/// <summary>A text, or with <paramref name="Plain"/> a number or truth value, which must not be quoted.</summary>
internal sealed record WrittenText(string Value, bool Plain = false) : WrittenNode;

/// <summary>A list.</summary>
internal sealed record WrittenList : WrittenNode
{
    public List<(WrittenNode Node, WrittenOrigin? Origin)> Items { get; } = [];

    public static WrittenList Of(IEnumerable<string> texts)
    {
        var list = new WrittenList();
        list.Items.AddRange(texts.Select(t => ((WrittenNode)WrittenMap.Scalar(t), (WrittenOrigin?)null)));
        return list;
    }
}

/// <summary>A map in the order in which it is written.</summary>
internal sealed record WrittenMap : WrittenNode
{
    public List<(string Key, WrittenNode Node, WrittenOrigin? Origin)> Entries { get; } = [];

    /// <summary>A number where it reads as one, since keys that are numbers take no quoted one.</summary>
    public static WrittenText Scalar(string text) =>
        new(text, Plain: text is "0" || (text.Length is > 0 and < 10 && text[0] is >= '1' and <= '9' && text.All(char.IsAsciiDigit)));

    public static WrittenMap Of(string key, WrittenNode node) => new WrittenMap().Add(key, node);

    public WrittenMap Add(string key, WrittenNode? node, WrittenOrigin? origin = null)
    {
        if (node is not null)
        {
            Entries.Add((key, node, origin));
        }

        return this;
    }

    public WrittenMap Add(string key, string? text, WrittenOrigin? origin = null) => string.IsNullOrEmpty(text) ? this : Add(key, Scalar(text), origin);

    /// <summary>The map under a key, made where it is not there.</summary>
    public WrittenMap MapAt(string key)
    {
        if (Entries.Find(e => e.Key == key).Node is WrittenMap there)
        {
            return there;
        }

        var made = new WrittenMap();
        Add(key, made);
        return made;
    }
}

/// <summary>Where a written value comes from, and how it is taken back where the specs may not say it.</summary>
internal sealed record WrittenOrigin(string File, int Line, string What, Action Drop);
