using System.Text.RegularExpressions;

namespace Reconciler.Core.Phones;

/// <summary>A form of text that a parameter has to have.</summary>
internal sealed partial class ValueForm
{
    private static readonly ValueForm[] All =
    [
        new("<address>", "an IPv4 address like 192.0.2.10", Address()),
        new("<time>", "a time of the day like 0300", TimeOfDay()),
        new("<locale>", "a language and a country like en-US", Locale()),
    ];

    private readonly Regex _pattern;

    private ValueForm(string name, string description, Regex pattern)
    {
        Name = name;
        Description = description;
        _pattern = pattern;
    }

    public string Name { get; }

    /// <summary>With an example, to stand after "Use".</summary>
    public string Description { get; }

    public static ValueForm Named(string name) => Array.Find(All, f => f.Name == name) ?? throw new ArgumentException($"The catalogue has no form {name}.", nameof(name));

    public bool Fits(string text) => _pattern.IsMatch(text);

    [GeneratedRegex(@"^(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex("^([01][0-9]|2[0-3])[0-5][0-9]$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex("^[a-z]{2}[-_][A-Z]{2}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Locale();
}
