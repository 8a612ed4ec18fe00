using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Xml;

namespace Reconciler.Core.Phones;

/// <summary>The written elements of a model's defaults. They are most of every profile, so they are made once and copied in runs.</summary>
internal sealed class DefaultElements
{
    /// <summary>By reference: these very objects stand in every profile that nothing overrides.</summary>
    private static readonly ConcurrentDictionary<ProfileParameter, (DefaultElements Elements, int Index)> Known = new(ReferenceEqualityComparer.Instance);

    private readonly ImmutableArray<ProfileParameter> _parameters;
    private readonly byte[] _text;
    private readonly int[] _ends;

    public DefaultElements(ImmutableArray<ProfileParameter> parameters)
    {
        _parameters = parameters;
        (_text, _ends) = ProfileWriter.ToElements(parameters);
        for (var i = 0; i < parameters.Length; i++)
        {
            Known[parameters[i]] = (this, i);
        }
    }

    /// <summary>
    /// Writes the defaults that <paramref name="parameters"/> begins with, as far as they follow each other in the layout, to the stream that
    /// <paramref name="writer"/> writes to, as the bytes that they are; how many they are.
    /// </summary>
    public static int WriteRun(XmlWriter writer, Stream stream, ReadOnlySpan<ProfileParameter> parameters)
    {
        if (parameters[0].Source is not null || !Known.TryGetValue(parameters[0], out var first))
        {
            return 0;
        }

        var (elements, start) = first;
        var count = 1;
        while (count < parameters.Length && start + count < elements._parameters.Length && ReferenceEquals(parameters[count], elements._parameters[start + count]))
        {
            count++;
        }

        var from = start == 0 ? 0 : elements._ends[start - 1];
        writer.Flush();
        stream.Write(elements._text.AsSpan(from..elements._ends[start + count - 1]));
        return count;
    }
}
