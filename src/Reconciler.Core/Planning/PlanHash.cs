using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;

namespace Reconciler.Core.Planning;

/// <summary>
/// The hash of a plan: SHA-256 over canonical JSON (UTF-8, keys sorted, no white space) of what changes in phones, extensions, groups, routes
/// and the site. Of an added phone the digest of its documents stands for its hundreds of parameters. Commits, files, effects and the guard
/// are not in it.
/// </summary>
internal static class PlanHash
{
    private static readonly JsonWriterOptions Canonical = new() { Indented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Digest Of(Plan plan)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            Write(stream, plan);
        }

        return Digest.FromBytes(hash.Hash);
    }

    internal static void Write(Stream stream, Plan plan)
    {
        using var json = new Utf8JsonWriter(stream, Canonical);
        json.WriteStartObject();
        WriteObjects(json, "extensions", plan.Extensions);
        WriteObjects(json, "groups", plan.Groups);
        json.WriteStartArray("phones");
        foreach (var phone in plan.Phones)
        {
            WritePhone(json, phone);
            json.Flush();
        }

        json.WriteEndArray();
        WriteObjects(json, "routes", plan.Routes);
        WriteChanges(json, "site", "field", plan.Site);
        json.WriteEndObject();
    }

    private static void WriteObjects(Utf8JsonWriter json, string name, ImmutableArray<ObjectChange> objects)
    {
        json.WriteStartArray(name);
        foreach (var change in objects)
        {
            json.WriteStartObject();
            WriteChanges(json, "changes", "field", change.Changes);
            json.WriteString("id", change.Id);
            json.WriteString("verb", PlanJson.Name(change.Verb));
            json.WriteEndObject();
            json.Flush();
        }

        json.WriteEndArray();
    }

    private static void WritePhone(Utf8JsonWriter json, PhoneChange phone)
    {
        json.WriteStartObject();
        WriteChanges(json, "changes", "parameter", phone.Verb == PlanVerb.Add ? [] : phone.Changes);
        json.WriteString("inputs", phone.Inputs?.ToString());
        json.WriteString("mac", phone.Mac.ToString());
        json.WriteString("model", phone.Model.Name);
        json.WriteString("replaces", phone.Replaces?.ToString());
        json.WriteString("verb", PlanJson.Name(phone.Verb));
        json.WriteEndObject();
    }

    // "field" < "from" < "fromSha256" < "parameter" < "to" < "toSha256": the one name comes first or fourth.
    private static void WriteChanges(Utf8JsonWriter json, string array, string name, ImmutableArray<ValueChange> changes)
    {
        json.WriteStartArray(array);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            if (name == "field")
            {
                json.WriteString(name, change.Name);
            }

            json.WriteString("from", change.From);
            WriteLiteral(json, "fromSha256", change.FromLiteral);
            if (name != "field")
            {
                json.WriteString(name, change.Name);
            }

            json.WriteString("to", change.To);
            WriteLiteral(json, "toSha256", change.ToLiteral);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLiteral(Utf8JsonWriter json, string name, Digest? literal)
    {
        if (literal is { } digest)
        {
            json.WriteString(name, digest.ToString());
        }
    }
}
