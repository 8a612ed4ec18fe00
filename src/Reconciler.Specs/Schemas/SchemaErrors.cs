using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using Reconciler.Core.Diagnostics;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Schemas;

/// <summary>Turns the library's errors into findings: at the node's place, in our words, and for a choice of forms the one that was meant.</summary>
internal sealed class SchemaErrors(FileFindings findings)
{
    private readonly HashSet<SpecNode> _judged = [];
    private readonly KeyErrors _keys = new(findings);
    private readonly List<ValidationError> _empty = [];
    private int _unlisted;

    /// <summary>Reports what is wrong with a document.</summary>
    public void Report(IEnumerable<ValidationError> errors)
    {
        ReportAll(errors);
        _keys.Report();
        // By index: an error of several forms may add those of its forms.
        for (var i = 0; i < _empty.Count; i++)
        {
            if (NodeToken.NodeOf(_empty[i].Token) is { } node && !_keys.IsExplained(node))
            {
                ReportByKind(_empty[i]);
            }
        }

        if (_unlisted > 0)
        {
            findings.AddUnlisted(_unlisted);
        }
    }

    private void ReportAll(IEnumerable<ValidationError> errors)
    {
        foreach (var error in errors)
        {
            if (findings.IsFull || _keys.IsFull)
            {
                _unlisted++;
            }
            else if (NodeToken.NodeOf(error.Token) is ScalarNode { Plain: true, Text: "" } && error.Token is not JProperty)
            {
                // Keys that stand outside it may be what it lacks.
                _empty.Add(error);
            }
            else
            {
                ReportByKind(error);
            }
        }
    }

    private void ReportByKind(ValidationError error)
    {
        switch (error.Kind)
        {
            case ValidationErrorKind.ArrayItemNotValid or ValidationErrorKind.AdditionalItemNotValid
                or ValidationErrorKind.AdditionalPropertiesNotValid or ValidationErrorKind.NotAllOf when error is ChildSchemaValidationError nested:
                ReportAll(nested.Errors.SelectMany(branch => branch.Value));
                break;
            case ValidationErrorKind.NotOneOf or ValidationErrorKind.NotAnyOf when error is ChildSchemaValidationError choice:
                ReportChoice(choice);
                break;
            case ValidationErrorKind.NoTypeValidates when error is MultiTypeValidationError types && MeantType(types) is { } meant:
                ReportTypes(meant);
                break;
            case ValidationErrorKind.PropertyRequired:
                ReportMissing(error);
                break;
            case ValidationErrorKind.NoAdditionalPropertiesAllowed or ValidationErrorKind.TooManyProperties:
                ReportUnknownKey(error);
                break;
            default:
                ReportValue(error);
                break;
        }
    }

    /// <summary>Of several types, the errors of the one that the value has.</summary>
    private static ICollection<ValidationError>? MeantType(MultiTypeValidationError error)
    {
        var type = NodeToken.NodeOf(error.Token) is { } node ? SchemaForms.TypeOf(node) : JsonObjectType.None;
        return error.Errors.TryGetValue(type, out var errors) && errors.Count > 0 ? errors : null;
    }

    /// <summary>The branch that was meant is the one of the value's shape; else the forms are listed.</summary>
    private void ReportChoice(ChildSchemaValidationError choice)
    {
        var node = NodeToken.NodeOf(choice.Token);
        if (node is null || choice.Token is null)
        {
            return;
        }

        var forms = choice.Errors.Keys.Select(branch => branch.ActualSchema).ToList();
        if (node is MapNode map && forms.TrueForAll(form => form.Type == JsonObjectType.None && form.RequiredProperties.Count > 0))
        {
            new KeyChoice(findings, map, choice.Token).Report(choice.Schema.ActualSchema, forms);
            return;
        }

        var meant = choice.Errors.FirstOrDefault(branch => SchemaForms.IsMeant(branch.Key.ActualSchema, node));
        if (meant.Value is { Count: > 0 } errors)
        {
            ReportTypes(errors);
        }
        else if (_judged.Add(node) && !ReportSpelling(node, forms.SelectMany(SchemaForms.KeysUnder)))
        {
            var shown = SchemaForms.Show(node, NodeToken.IsConfidential(choice.Token));
            findings.Add(
                Codes.NoAlternative,
                node,
                $"{SchemaForms.Subject(choice.Token)} cannot be {shown}; it takes {SchemaForms.Join(forms.Select(form => form.Title ?? "another form"))}.",
                SchemaForms.Suggest(forms, node));
        }
    }

    private void ReportMissing(ValidationError error)
    {
        if (NodeToken.NodeOf(error.Token) is MapNode node)
        {
            _keys.AddMissing(error.Token!, node, error.Property ?? "");
        }
    }

    private void ReportUnknownKey(ValidationError error)
    {
        var map = error.Token is JProperty property ? property.Parent : error.Token;
        if (map is null || error.Property is null || NodeToken.NodeOf(map) is not MapNode node || node.Find(error.Property) is not { } entry)
        {
            return;
        }

        var schema = error.Schema.ActualSchema;
        if (schema.PatternProperties.Count > 0)
        {
            var subject = NodeToken.IsConfidential(map) ? "This key" : $"The key {Quoted.Text(error.Property)}";
            var title = schema.PatternProperties.Keys.First();
            findings.Add(Codes.WrongForm, entry.Key, $"{subject} does not have the form of a name here: {KeyPatterns.Describe(title)}.");
            return;
        }

        _keys.AddUnknown(map, node, schema, entry);
    }

    // Nested errors of one value, which was told from an empty one before.
    private void ReportTypes(IEnumerable<ValidationError> errors)
    {
        foreach (var error in errors)
        {
            ReportByKind(error);
        }
    }

    private bool ReportSpelling(SpecNode node, IEnumerable<string> keys)
    {
        if (node is not ScalarNode { Plain: true } scalar || KeySpelling.Of(scalar.Text, [.. keys]) is not { } spelling)
        {
            return false;
        }

        findings.Add(Codes.KeySpelling, node, spelling.Message, spelling.Hint);
        return true;
    }

    private void ReportValue(ValidationError error)
    {
        if (NodeToken.NodeOf(error.Token) is not { } node || error.Token is null || !_judged.Add(node))
        {
            return;
        }

        var schema = error.Schema.ActualSchema;
        if (schema.Type.HasFlag(JsonObjectType.Object) && ReportSpelling(node, SchemaForms.KeysUnder(schema)))
        {
            return;
        }

        var subject = SchemaForms.Subject(error.Token);
        var shown = SchemaForms.Show(node, NodeToken.IsConfidential(error.Token));
        var (code, rule) = Rule(error.Kind, schema);
        var hint = code == Codes.NotAllowed ? SchemaForms.Suggest([schema], node) : code == Codes.WrongType ? SchemaForms.TypeHint(schema, node) : null;
        findings.Add(code, node, $"{subject} must be {rule}, not {shown}.", hint);
    }

    private static (DiagnosticCode Code, string Rule) Rule(ValidationErrorKind kind, JsonSchema schema) => kind switch
    {
        ValidationErrorKind.PatternMismatch => (Codes.WrongForm, schema.Title ?? "of another form"),
        ValidationErrorKind.NotInEnumeration => (Codes.NotAllowed, SchemaForms.Enumeration(schema)),
        ValidationErrorKind.NumberTooBig or ValidationErrorKind.NumberTooSmall => (Codes.OutOfRange, SchemaForms.Range(schema)),
        ValidationErrorKind.TooFewItems or ValidationErrorKind.TooManyItems => (Codes.OutOfRange, SchemaForms.Items(schema)),
        ValidationErrorKind.ItemsNotUnique => (Codes.OutOfRange, "a list in which nothing stands twice"),
        ValidationErrorKind.StringTooLong or ValidationErrorKind.StringTooShort => (Codes.OutOfRange, SchemaForms.Length(schema)),
        _ => (Codes.WrongType, SchemaForms.Types(schema)),
    };
}
