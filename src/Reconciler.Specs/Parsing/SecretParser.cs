using Reconciler.Core.Diagnostics;
using Reconciler.Core.Secrets;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads <c>{ derive: N }</c>, <c>{ env: NAME }</c>, <c>{ file: name }</c> and <c>{ value: text }</c>. Nothing of it is ever echoed.</summary>
internal sealed class SecretParser(FileFindings findings)
{
    /// <summary>The first rotation, where a spec says nothing.</summary>
    public static Located<SecretReference> Default(SecretKind kind, string subject, SpecLocation location) =>
        new(new SecretReference(kind, subject, SecretOrigin.Derive, 1), location);

    /// <summary>Null when the mapping is none of the forms; the schema has reported that.</summary>
    public Located<SecretReference>? Parse(SpecNode? node, SecretKind kind, string subject)
    {
        if (node is not MapNode map)
        {
            return null;
        }

        var reader = new MapReader(map, findings);
        if (reader.Integer("derive") is { } rotation)
        {
            return new(new SecretReference(kind, subject, SecretOrigin.Derive, rotation.Value), rotation.Location);
        }

        if (Text(reader, "env", TextRules.EnvironmentName) is { } variable)
        {
            return new(new SecretReference(kind, subject, SecretOrigin.Env, Name: variable.Value), variable.Location);
        }

        if (Text(reader, "file", TextRules.SecretFileName) is { } file)
        {
            return new(new SecretReference(kind, subject, SecretOrigin.File, Name: file.Value), file.Location);
        }

        return Text(reader, "value", kind == SecretKind.Pin ? TextRules.PinText : TextRules.SecretText) is { } value
            ? Literal(kind, subject, value)
            : null;
    }

    /// <summary>The rotation before, of <c>{ derive: 2, previous: 1 }</c>; else null.</summary>
    public Located<SecretReference>? ParsePrevious(SpecNode? node, SecretKind kind, string subject)
    {
        if (node is not MapNode map)
        {
            return null;
        }

        var reader = new MapReader(map, findings);
        if (reader.Map("previous") is { } old)
        {
            return Text(old, "file", TextRules.SecretFileName) is { } file ? new(new SecretReference(kind, subject, SecretOrigin.File, Name: file.Value), file.Location) : null;
        }

        if (reader.Integer("previous") is not { } previous)
        {
            return null;
        }

        if (reader.Integer("derive")?.Value == previous.Value)
        {
            findings.Add(
                Codes.KeyConflict, map.Find("previous")!.Value, "The previous rotation of this secret is the same as the new one.", "Raise derive by one.");
        }

        return new(new SecretReference(kind, subject, SecretOrigin.Derive, previous.Value), previous.Location);
    }

    private Located<SecretReference> Literal(SecretKind kind, string subject, Located<string> value)
    {
        findings.AddAt(
            Codes.SecretInSpec,
            value.Location,
            "This secret is written in the repository, where everyone who can read it has it.",
            "Use { derive: 1 }, { env: NAME } or { file: name }.");
        if (SecretText.Problem(value.Value, kind) is { } problem)
        {
            findings.AddAt(Codes.SecretUnwritable, value.Location, $"This secret {problem}.", "Write another one.");
        }

        var reference = new SecretReference(kind, subject, SecretOrigin.Value, LiteralDigest: SpecDigest.OfText(value.Value))
        {
            Literal = new SecretLiteral(value.Value),
        };
        return new(reference, value.Location);
    }

    private static Located<string>? Text(MapReader reader, string key, TextRule rule) =>
        reader.Scalar(key) is { } scalar ? reader.Text(scalar, rule, "This value", confidential: true) : null;
}
