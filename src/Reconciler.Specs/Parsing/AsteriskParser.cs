using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads <c>asterisk</c> of site.yaml.</summary>
internal static class AsteriskParser
{
    private static readonly TimeSpan RegisterExpires = TimeSpan.FromMinutes(10);
    private static readonly string[] Codecs = ["g722", "ulaw", "alaw"];

    public static AsteriskSpec? Parse(MapReader? reader)
    {
        if (reader is null)
        {
            return null;
        }

        var host = reader.Text("host", TextRules.Any);
        var context = reader.Text("context", TextRules.ContextName);
        CheckContextName(context?.Value, context?.Location ?? reader.Location, reader.Findings);
        var codecs = reader.Texts("codecs", TextRules.Any);
        var expires = reader.Duration("registerExpires") ?? RegisterExpires;
        if (expires <= TimeSpan.Zero)
        {
            reader.Findings.Add(Codes.OutOfRange, reader.Node("registerExpires")!, "\"registerExpires\" must be longer than no time at all.");
        }

        var transport = SipTransports.Parse(reader.Scalar("transport")?.Text);
        var unknown = new Located<string>("", reader.Location);
        var spec = new AsteriskSpec
        {
            Host = host ?? unknown,
            Port = reader.Integer("port")?.Value ?? SipTransports.DefaultPort(transport),
            Transport = transport,
            Srtp = reader.Scalar("srtp")?.Text switch
            {
                "optional" => SrtpUse.Optional,
                "required" => SrtpUse.Required,
                _ => SrtpUse.Off,
            },
            Channel = reader.Scalar("channel") is { } channel
                ? reader.Locate(channel.Text == "sip" ? SipChannel.Sip : SipChannel.Pjsip, channel)
                : new Located<SipChannel>(SipChannel.Pjsip, reader.Location),
            Context = context ?? unknown,
            Contexts = ParseContexts(reader.Map("contexts")),
            Codecs = codecs.Length > 0 ? codecs : [.. Codecs.Select(codec => new Located<string>(codec, reader.Location))],
            Nat = reader.Boolean("nat")?.Value ?? false,
            RegisterExpires = expires,
            Endpoint = ParseEndpoint(reader.Map("endpoint")),
        };
        return host is null || context is null ? null : spec;
    }

    private static ImmutableArray<CallingContextSpec> ParseContexts(MapReader? contexts)
    {
        var found = ImmutableArray.CreateBuilder<CallingContextSpec>();
        foreach (var entry in contexts?.Entries ?? [])
        {
            var name = contexts!.Locate(entry.Key.Text, entry.Key);
            CheckContextName(name.Value, name.Location, contexts.Findings);
            found.Add(new CallingContextSpec(name, contexts.Map(entry.Key.Text)?.Texts("include", TextRules.ContextName) ?? []));
        }

        return found.ToImmutable();
    }

    private static ImmutableArray<EndpointOptionSpec> ParseEndpoint(MapReader? options) =>
    [
        .. (options?.Entries ?? []).Where(entry => entry.Value is ScalarNode)
            .Select(entry => new EndpointOptionSpec(
                options!.Locate(entry.Key.Text, entry.Key), options.Locate(((ScalarNode)entry.Value).Text, entry.Value))),
    ];

    private static void CheckContextName(string? name, SpecLocation location, FileFindings findings)
    {
        if (name is "general" or "globals")
        {
            findings.AddAt(
                Codes.WrongForm, location, $"A context cannot be called {Quoted.Text(name)}: that is a section of Asterisk's own.", "Choose another name.");
        }
    }
}
