using System.Text.Json;

namespace Reconciler.Core.Diagnostics;

/// <summary>Findings as JSON, the same in every output: <c>{"code","severity","file","line","column","message","hint"}</c>.</summary>
public static class DiagnosticJson
{
    /// <summary>An array of them, in the order given. Line and column are 0 where a finding is about the whole file; a missing hint is null.</summary>
    public static void WriteArray(Utf8JsonWriter json, IEnumerable<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(diagnostics);
        json.WriteStartArray();
        foreach (var diagnostic in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code", diagnostic.Code);
            json.WriteString("severity", diagnostic.Severity == Severity.Error ? "error" : "warning");
            json.WriteString("file", diagnostic.Location.File);
            json.WriteNumber("line", diagnostic.Location.Line);
            json.WriteNumber("column", diagnostic.Location.Column);
            json.WriteString("message", diagnostic.Message);
            json.WriteString("hint", diagnostic.Hint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
