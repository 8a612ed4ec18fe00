using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>
/// Reads the keys of one mapping. What has the wrong shape was reported by the schema, and reads here as absent: so a document with a
/// mistake still gives its spec where it can, and no other file's reference to it looks broken.
/// </summary>
internal sealed class MapReader(MapNode node, FileFindings findings)
{
    public FileFindings Findings => findings;

    public SpecLocation Location => findings.Locate(node);

    public ImmutableArray<MapEntry> Entries => node.Entries;

    public SpecNode? Node(string key) => node.Find(key)?.Value;

    public ScalarNode? Scalar(string key) => Node(key) as ScalarNode;

    public MapReader? Map(string key) => Node(key) is MapNode map ? new MapReader(map, findings) : null;

    public IEnumerable<SpecNode> List(string key) => Node(key) is ListNode list ? list.Items : [];

    public Located<string>? Text(string key, TextRule rule) =>
        Scalar(key) is not { } scalar ? null
        : rule.Accepts(scalar.Text) ? Locate(scalar.Text, scalar)
        : Refuse(scalar, rule, Quoted.Text(key), confidential: false);

    /// <summary>The items of a list of texts.</summary>
    public ImmutableArray<Located<string>> Texts(string key, TextRule rule)
    {
        if (Node(key) is not ListNode list)
        {
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<Located<string>>(list.Items.Length);
        var item = 0;
        foreach (var each in list.Items)
        {
            if (each is not ScalarNode scalar)
            {
                continue;
            }

            item++;
            if (rule.Accepts(scalar.Text))
            {
                texts.Add(Locate(scalar.Text, scalar));
            }
            else
            {
                Refuse(scalar, rule, string.Create(CultureInfo.InvariantCulture, $"Item {item} of {Quoted.Text(key)}"), confidential: false);
            }
        }

        return texts.DrainToImmutable();
    }

    public Located<int>? Integer(string key) => Integer(Node(key));

    /// <summary>The items of a list of whole numbers.</summary>
    public ImmutableArray<Located<int>> Integers(string key) => [.. List(key).Select(Integer).OfType<Located<int>>()];

    private Located<int>? Integer(SpecNode? at) =>
        at is ScalarNode { Plain: true } scalar && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Locate(number, scalar)
            : null;

    public Located<bool>? Boolean(string key) =>
        Scalar(key) is { Plain: true } scalar && PlainScalar.Resolve(scalar.Text) is bool value ? Locate(value, scalar) : null;

    /// <summary>A duration such as <c>10m</c>.</summary>
    public TimeSpan? Duration(string key)
    {
        if (Scalar(key) is not { Text.Length: > 1 } scalar
            || !int.TryParse(scalar.Text.AsSpan(0, scalar.Text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return scalar.Text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => null,
        };
    }

    public TimeSpan Seconds(string key, int unset) => TimeSpan.FromSeconds(Integer(key)?.Value ?? unset);

    /// <summary>The scalar's text when the rule accepts it; else a finding and null.</summary>
    public Located<string>? Text(ScalarNode scalar, TextRule rule, string subject, bool confidential = false) =>
        rule.Accepts(scalar.Text) ? Locate(scalar.Text, scalar) : Refuse(scalar, rule, subject, confidential);

    public Located<T> Locate<T>(T value, SpecNode at) => new(value, findings.Locate(at));

    private Located<string>? Refuse(ScalarNode scalar, TextRule rule, string subject, bool confidential)
    {
        var shown = confidential ? "what is written" : Quoted.Text(scalar.Text);
        findings.Add(Codes.WrongForm, scalar, $"{subject} must be {rule.Words}, not {shown}.");
        return null;
    }
}
