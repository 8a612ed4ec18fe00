using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reconciler.Agent.Doctor;

namespace Reconciler.Cli.Output;

/// <summary>The JSON of <c>doctor</c>; its schema is schema/doctor.schema.json.</summary>
internal static class ExaminationJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ImmutableArray<CheckReport> reports, ImmutableArray<string> mended)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteBoolean("sound", !reports.Any(report => report.Findings.Any(finding => finding.Severity == FindingSeverity.Error)));
            json.WriteStartArray("findings");
            foreach (var report in reports)
            {
                foreach (var finding in report.Findings)
                {
                    WriteOne(json, report.Check, finding);
                }
            }

            json.WriteEndArray();
            json.WriteStartArray("notTried");
            foreach (var report in reports.Where(report => report.NotTried is not null))
            {
                json.WriteStartObject();
                json.WriteString("check", report.Check);
                json.WriteString("reason", report.NotTried);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("mended");
            foreach (var line in mended)
            {
                json.WriteStringValue(line);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteOne(Utf8JsonWriter json, string check, HostFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("check", check);
        json.WriteString("severity", finding.Severity == FindingSeverity.Error ? "error" : "warning");
        json.WriteString("problem", finding.Problem);
        json.WriteString("remedy", finding.Remedy);
        json.WriteBoolean("repairable", finding.IsRepairable);
        json.WriteEndObject();
    }
}
