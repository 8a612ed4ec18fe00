using System.Text.RegularExpressions;
using NJsonSchema.Validation;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Schemas;

/// <summary>Judges one document by its kind's schema.</summary>
internal static class SchemaValidator
{
    private const int PatternCache = 128;

    // The library's format checks are not used by any of our schemas; without them there is nothing to probe for each text.
    private static readonly JsonSchemaValidatorSettings Settings = new() { FormatValidators = [] };
    private static readonly QuickValidator Quick = new(Settings);
    private static readonly JsonSchemaValidator Validator = new(Settings);

    // The library matches patterns by Regex's static methods, whose cache of 15 is fewer than our patterns: each match would parse its pattern anew.
    static SchemaValidator() => Regex.CacheSize = Math.Max(Regex.CacheSize, PatternCache);

    /// <summary>Reports every violation.</summary>
    public static void Validate(SpecNode document, string schemaName, FileFindings findings)
    {
        var schema = SchemaStore.GetDocument(schemaName);
        var token = NodeToken.Of(document);
        if (Quick.Validate(token, schema).Count > 0)
        {
            new SchemaErrors(findings).Report(Validator.Validate(token, schema));
        }
    }
}
