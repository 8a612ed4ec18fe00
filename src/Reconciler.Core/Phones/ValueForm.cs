using System.Text.RegularExpressions;

namespace Reconciler.Core.Phones;

/// <summary>A form of text that a parameter has to have.</summary>
internal sealed partial class ValueForm
{
    private static readonly ValueForm[] All =
    [
        new("<address>", "an IPv4 address like 192.0.2.10", Address()),
        new("<server>", "a host name or an address, and a port where it is another, like ntp.example.com or 192.0.2.5:5060", Server()),
        new("<url>", "a URL like http://192.0.2.5/directory.xml", Url()),
        new("<time>", "a time of the day like 0300", TimeOfDay()),
        new("<locale>", "a language and a country like en-US", Locale()),
        new("<tone>", "frequencies and cadences like 480@-19,620@-19;10(.5/.5/1+2)", Tone()),
        new("<cadence>", "cadences like 60(.3/.2,1/.2,.3/4)", Cadence()),
        new("<ring>", "a name, a waveform and a cadence like n=Classic-1;w=3;c=1", Ring()),
        new("<softkeys>", "softkeys with their places like redial|5;dir|6;dnd", Softkeys()),
        new("<options>", "numbers of DHCP options like 66,160,159,150", Options()),
    ];

    private const string Number = @"([0-9]+(\.[0-9]*)?|\.[0-9]+)";
    private const string Level = Number + "@-?" + Number;
    private const string Segment = "(" + Number + @"|\*)/(" + Number + @"|\*)(/[0-6](\+[1-6])*)?";
    private const string Section = "(" + Number + @"|\*)\(" + Segment + "(," + Segment + @")*\)";

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

    // Phones put their own macros into either.
    [GeneratedRegex("^[A-Za-z0-9$][A-Za-z0-9$()._-]*(:[0-9]{1,5})?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Server();

    [GeneratedRegex(@"^(https?|tftp)://[^\s/]\S*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Url();

    [GeneratedRegex("^([01][0-9]|2[0-3])[0-5][0-9]$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex("^[a-z]{2}[-_][A-Z]{2}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Locale();

    [GeneratedRegex("^" + Level + "(," + Level + ")*(;" + Section + ")+;?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tone();

    [GeneratedRegex("^" + Section + "(;" + Section + ")*;?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cadence();

    [GeneratedRegex("^[nhwcbt]=[^;]*(;[nhwcbt]=[^;]*)*;?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ring();

    [GeneratedRegex("^[A-Za-z0-9_]+(\\|[0-9]{1,2})?(;[A-Za-z0-9_]+(\\|[0-9]{1,2})?)*;?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Softkeys();

    [GeneratedRegex("^[0-9]{1,3}(,[0-9]{1,3})*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Options();
}
