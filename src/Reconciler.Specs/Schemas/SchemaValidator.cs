using System.Text.RegularExpressions;
using NJsonSchema.Validation;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Schemas;

/// <summary>Judges one document by its kind's schema.</summary>
internal static class SchemaValidator
{
    /// <summary>Reports every violation.</summary>
    public static void Validate(SpecNode document, string schemaName, FileFindings findings)
    {
        if (!Accepts(document, schemaName))
        {
            Library.Report(document, schemaName, findings);
        }
    }

    /// <summary>The verdict alone.</summary>
    public static bool Accepts(SpecNode document, string schemaName) => SchemaStore.GetShape(schemaName).Accepts(document);

    // A type of its own: a run whose documents are all valid never loads the library.
    private static class Library
    {
        private const int PatternCache = 128;

        // The library's format checks are not used by any of our schemas; without them there is nothing to probe for each text.
        private static readonly JsonSchemaValidator Validator = new(new JsonSchemaValidatorSettings { FormatValidators = [] });

        // The library matches patterns by Regex's static methods, whose cache of 15 is fewer than our patterns: each match would parse its pattern anew.
        static Library() => Regex.CacheSize = Math.Max(Regex.CacheSize, PatternCache);

        public static void Report(SpecNode document, string schemaName, FileFindings findings) =>
            new SchemaErrors(findings).Report(Validator.Validate(NodeToken.Of(document), SchemaStore.GetDocument(schemaName)));
    }
}
