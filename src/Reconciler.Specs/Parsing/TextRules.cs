using System.Text.RegularExpressions;

namespace Reconciler.Specs.Parsing;

/// <summary>
/// The text rules of the schemas' definitions, for plain scalars that a schema takes for numbers and so cannot hold against a pattern.
/// Each has the pattern and the title of the definition of its name; a test holds them together.
/// </summary>
internal static partial class TextRules
{
    public static TextRule ExtensionNumber { get; } = new(ExtensionNumberPattern(), "a number of 1 to 15 digits");

    public static TextRule DialledText { get; } = new(DialledTextPattern(), "1 to 40 of the characters 0-9 * # +");

    public static TextRule FeatureCode { get; } = new(FeatureCodePattern(), "up to 40 of the characters 0-9 * # +");

    public static TextRule Name { get; } = new(
        NamePattern(), "a name of up to 64 letters, digits, dots, dashes and underscores that starts with a letter or digit");

    public static TextRule PhoneOrProfile { get; } = new(PhoneOrProfilePattern(), "a phone's MAC address or a profile's name");

    public static TextRule Label { get; } = new(LabelPattern(), "a text of up to 128 characters");

    public static TextRule ContextName { get; } = new(ContextNamePattern(), "a context name of up to 79 letters, digits, dashes and underscores");

    public static TextRule EnvironmentName { get; } = new(EnvironmentNamePattern(), "a name of up to 64 letters, digits and underscores");

    public static TextRule SecretFileName { get; } = new(
        FileNamePattern(), "a file name of letters, digits, dots, dashes and underscores that starts with a letter or digit");

    public static TextRule SecretText { get; } = new(SecretTextPattern(), "a text of 1 to 128 characters");

    public static TextRule PinText { get; } = new(PinTextPattern(), "4 to 16 digits");

    public static TextRule NumberRange { get; } = new(NumberRangePattern(), "a number, or two of the same length with a dash between");

    public static TextRule SipUser { get; } = new(
        SipUserPattern(), "a login of up to 64 letters, digits, dots, dashes and underscores that starts with a letter or digit");

    public static TextRule ParkTarget { get; } = new(ParkTargetPattern(), "own, or 1 to 40 of the characters 0-9 * # +");

    public static TextRule AccountName { get; } = new(AccountNamePattern(), "a text of 1 to 64 characters without blanks, @, quotes, < and >");

    public static TextRule Did { get; } = new(DidPattern(), "digits with or without a leading +, or s");

    public static TextRule FirmwareVersion { get; } = new(
        FirmwareVersionPattern(), "a version of up to 32 letters, digits, dots, dashes, underscores and parentheses");

    public static TextRule Any { get; } = new(AnyPattern(), "a text");

    // None of the patterns can take long; the bound says so to whoever adds one that could. Milliseconds.
    private const int PatternTimeout = 1_000;

    [GeneratedRegex("^[0-9]{1,15}$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex ExtensionNumberPattern();

    [GeneratedRegex("^[0-9*#+]{1,40}$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex DialledTextPattern();

    [GeneratedRegex("^[0-9*#+]{0,40}$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex FeatureCodePattern();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9:._-]{0,63}$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex PhoneOrProfilePattern();

    [GeneratedRegex("^[^\\u0000-\\u001f\\u007f]{0,128}$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex LabelPattern();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,79}$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex ContextNamePattern();

    [GeneratedRegex("^[A-Za-z0-9_]{1,64}$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex EnvironmentNamePattern();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex FileNamePattern();

    [GeneratedRegex("^[^\\u0000-\\u001f\\u007f]{1,128}$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex SecretTextPattern();

    [GeneratedRegex("^[0-9]{4,16}$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex PinTextPattern();

    [GeneratedRegex("^[0-9*#]{1,15}(-[0-9*#]{1,15})?$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex NumberRangePattern();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex SipUserPattern();

    [GeneratedRegex("^(own|[0-9*#+]{1,40})$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex ParkTargetPattern();

    [GeneratedRegex("^[^\\u0000-\\u0020\\u007f@\"<>]{1,64}$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex AccountNamePattern();

    [GeneratedRegex("^([+]?[0-9]{1,40}|s)$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex DidPattern();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9.()_-]{0,31}$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex FirmwareVersionPattern();

    [GeneratedRegex("^[^\\u0000-\\u001f\\u007f]*$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex AnyPattern();
}
