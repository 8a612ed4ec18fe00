using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Explaining;

/// <summary>A value as it is rendered when only some of the layers hold.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LayerValue(string? Section, string Name, string Text, SpecLocation? Source)
{
    /// <summary>
    /// The values of the last rendering, each with those of the renderings before it that another place set. What is explained is therefore what the
    /// renderer itself makes of fewer layers, and no account of its rules that could differ from them.
    /// </summary>
    /// <param name="renderings">One a layer, the lowest first; the last is what is published.</param>
    /// <param name="sourceOf">Whose place it is.</param>
    public static ImmutableArray<ExplainedValue> Explain(IEnumerable<IEnumerable<LayerValue>> renderings, Func<SpecLocation, ValueSource> sourceOf)
    {
        var found = new Dictionary<(string? Section, string Name), List<LayerValue>>();
        ImmutableArray<LayerValue> published = [];
        foreach (var rendering in renderings)
        {
            published = [.. rendering];
            foreach (var value in published)
            {
                Add(found, value);
            }
        }

        return [.. published.Select(value => new ExplainedValue
        {
            Section = value.Section,
            Name = value.Name,
            Value = value.Text,
            Source = Of(value.Source),
            Overridden = [.. found[(value.Section, value.Name)].SkipLast(1).Reverse().Select(lost => new OverriddenValue(lost.Text, Of(lost.Source)))],
        })];

        ValueSource? Of(SpecLocation? place) => place is { } known ? sourceOf(known) : null;
    }

    private static void Add(Dictionary<(string? Section, string Name), List<LayerValue>> found, LayerValue value)
    {
        if (!found.TryGetValue((value.Section, value.Name), out var layers))
        {
            found.Add((value.Section, value.Name), layers = []);
        }

        if (layers.Count > 0 && layers[^1].Source == value.Source)
        {
            layers.RemoveAt(layers.Count - 1);
        }

        layers.Add(value);
    }
}
