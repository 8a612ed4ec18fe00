using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Schemas;

/// <summary>
/// A schema made for one question: is this document valid? Most documents are, and the library's answer costs half of all reading and a fifth of a
/// run that finds nothing new. What is refused here is judged by the library, which alone finds the errors; a test holds the two verdicts equal.
/// </summary>
internal sealed class SchemaShape
{
    /// <summary>None where the schema says nothing of the type.</summary>
    public NodeTypes Types { get; set; }

    public SchemaShape? Reference { get; set; }

    public Lazy<Regex>? Pattern { get; set; }

    /// <summary>As JSON would print them; null where any value will do.</summary>
    public HashSet<string>? Values { get; set; }

    public decimal? Minimum { get; set; }

    public decimal? Maximum { get; set; }

    public int MinItems { get; set; }

    public int MaxItems { get; set; } = int.MaxValue;

    public bool UniqueItems { get; set; }

    public bool OtherProperties { get; set; } = true;

    public string[] Required { get; set; } = [];

    public Dictionary<string, SchemaShape> Properties { get; } = new(StringComparer.Ordinal);

    public List<(Lazy<Regex> Name, SchemaShape Shape)> PatternProperties { get; } = [];

    public SchemaShape? Item { get; set; }

    public SchemaShape? Not { get; set; }

    public List<SchemaShape> OneOf { get; } = [];

    public List<SchemaShape> AllOf { get; } = [];

    /// <summary>True where only a mapping will do.</summary>
    public bool IsMapping => Reference?.IsMapping ?? (Types == NodeTypes.Object);

    /// <summary>A mapping's named properties.</summary>
    public IReadOnlyDictionary<string, SchemaShape> NamedProperties => Reference?.NamedProperties ?? Properties;

    public bool Accepts(SpecNode node)
    {
        // As in the library, nothing beside a reference counts.
        if (Reference is not null)
        {
            return Reference.Accepts(node);
        }

        return AcceptsItself(node)
            && (Not is null || !Not.Accepts(node))
            && AcceptsAll(node)
            && (OneOf.Count == 0 || AcceptsOne(node));
    }

    // A plain loop, and no closure: each node of each document comes by here.
    private bool AcceptsAll(SpecNode node)
    {
        foreach (var shape in AllOf)
        {
            if (!shape.Accepts(node))
            {
                return false;
            }
        }

        return true;
    }

    private bool AcceptsOne(SpecNode node)
    {
        var accepted = 0;
        foreach (var form in OneOf)
        {
            accepted += form.Accepts(node) ? 1 : 0;
        }

        return accepted == 1;
    }

    private bool AcceptsItself(SpecNode node) => node switch
    {
        MapNode map => IsOfType(NodeTypes.Object) && Values is null && AcceptsMap(map),
        ListNode list => IsOfType(NodeTypes.Array) && Values is null && Required.Length == 0 && AcceptsList(list),
        ScalarNode scalar => Required.Length == 0 && AcceptsScalar(scalar.Plain ? PlainScalar.Resolve(scalar.Text) : scalar.Text),
        _ => false,
    };

    private bool AcceptsMap(MapNode map)
    {
        foreach (var name in Required)
        {
            if (map.Find(name) is null)
            {
                return false;
            }
        }

        foreach (var (key, value) in map.Entries)
        {
            if (!AcceptsProperty(key.Text, value))
            {
                return false;
            }
        }

        return true;
    }

    private bool AcceptsProperty(string name, SpecNode value)
    {
        var known = Properties.TryGetValue(name, out var property);
        if (known && !property!.Accepts(value))
        {
            return false;
        }

        foreach (var (pattern, shape) in PatternProperties)
        {
            if (pattern.Value.IsMatch(name))
            {
                known = true;
                if (!shape.Accepts(value))
                {
                    return false;
                }
            }
        }

        return known || OtherProperties;
    }

    private bool AcceptsList(ListNode list)
    {
        if (list.Items.Length < MinItems || list.Items.Length > MaxItems || (UniqueItems && !IsSurelyUnique(list)))
        {
            return false;
        }

        foreach (var item in list.Items)
        {
            if (Item?.Accepts(item) == false)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Lists and mappings in such a list are left to the library.</summary>
    private static bool IsSurelyUnique(ListNode list)
    {
        var seen = new HashSet<string>(list.Items.Length, StringComparer.Ordinal);
        return list.Items.All(item => item is ScalarNode scalar && seen.Add(Print(scalar.Plain ? PlainScalar.Resolve(scalar.Text) : scalar.Text)));
    }

    private bool AcceptsScalar(object? value) =>
        IsOfType(TypeOf(value))
        && (Values is null || Values.Contains(Print(value)))
        && value switch
        {
            string text => Pattern is null || Pattern.Value.IsMatch(text),
            long number => IsInRange(number),
            double number => IsInRange(number),
            _ => true,
        };

    private bool IsInRange(long number) => (Minimum is null || number >= Minimum) && (Maximum is null || number <= Maximum);

    private bool IsInRange(double number) => (Minimum is null || number >= (double)Minimum) && (Maximum is null || number <= (double)Maximum);

    private bool IsOfType(NodeTypes type) => Types == NodeTypes.None || (Types & type) != NodeTypes.None;

    private static NodeTypes TypeOf(object? value) => value switch
    {
        null => NodeTypes.Null,
        bool => NodeTypes.Boolean,
        long => NodeTypes.Integer | NodeTypes.Number,
        double => NodeTypes.Number,
        _ => NodeTypes.String,
    };

    private static string Print(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
