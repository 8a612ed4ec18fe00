using System.Collections.Immutable;
using Reconciler.Core.Asterisk;

namespace Reconciler.Host.Ami;

/// <summary>Endpoints, auths and aors of pjsip.</summary>
internal sealed class PjsipReadBack : IReadBack
{
    private const int PipelinedRequests = 64;
    private static readonly ImmutableArray<string> Types = ["aor", "auth", "endpoint"];

    private readonly Dictionary<(string Type, string Name), ImmutableArray<SipOption>> _intended;
    private readonly List<(string Type, string Name)> _gone;
    private readonly HashSet<string> _unproved;

    public PjsipReadBack(ImmutableArray<ConfSection> intended, ImmutableArray<ConfSection> previous)
    {
        _intended = Index(intended);
        var before = Index(previous);
        _gone = [.. before.Keys.Where(k => !_intended.ContainsKey(k)).Order()];
        _unproved = [.. _intended.Where(o => o.Key.Type is "endpoint" && !(before.TryGetValue(o.Key, out var old) && old.SequenceEqual(o.Value))).Select(o => o.Key.Name)];
    }

    public AsteriskModule Module => AsteriskModule.Pjsip;

    public int Intended => _intended.Count;

    public int Objects => _intended.Count + _gone.Count;

    public async Task<ReadBackFindings> CompareAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var findings = new ReadBackFindings();
        var found = await ListAsync(session, cancellationToken).ConfigureAwait(false);
        var present = new List<string>();
        foreach (var (key, options) in _intended.OrderBy(o => o.Key))
        {
            if (!found.TryGetValue(key, out var message))
            {
                findings.AddMissing($"{key.Type} {key.Name}", "Asterisk refused it, or another file has an object of that type and name: see its log.");
                continue;
            }

            findings.AddPresent();
            if (key.Type is "endpoint")
            {
                present.Add(key.Name);
                CompareReferences(key.Name, options, message, findings);
            }
            else
            {
                CompareOptions($"{key.Type} {key.Name}", options, message, findings);
            }
        }

        foreach (var key in _gone.Where(found.ContainsKey))
        {
            findings.AddStale($"{key.Type} {key.Name}");
        }

        await CompareEndpointsAsync(session, present.FindAll(_unproved.Contains), findings, cancellationToken).ConfigureAwait(false);
        return findings;
    }

    private static Dictionary<(string Type, string Name), ImmutableArray<SipOption>> Index(ImmutableArray<ConfSection> sections)
    {
        var index = new Dictionary<(string, string), ImmutableArray<SipOption>>();
        foreach (var section in sections)
        {
            var type = section.Settings.LastOrDefault(s => s.Name is "type")?.Value.Masked ?? "";
            if (Types.Contains(type))
            {
                index[(type, section.Name)] = SipOption.Of(section);
            }
        }

        return index;
    }

    private static async Task<Dictionary<(string Type, string Name), AmiMessage>> ListAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(string, string), AmiMessage>();
        var lists = Types.Select(t => session.ListAsync(new AmiRequest($"PJSIPShow{char.ToUpperInvariant(t[0])}{t[1..]}s"), cancellationToken));
        foreach (var item in (await Task.WhenAll(lists).ConfigureAwait(false)).SelectMany(l => l))
        {
            found[(item["ObjectType"], item["ObjectName"])] = item;
        }

        return found;
    }

    // The list of endpoints shows what each refers to; that much is compared for all of them.
    private static void CompareReferences(string name, ImmutableArray<SipOption> options, AmiMessage found, ReadBackFindings findings)
    {
        foreach (var option in options)
        {
            var field = option.Name switch { "auth" => "Auths", "outbound_auth" => "OutboundAuths", "aors" => "Aor", _ => null };
            if (field is not null)
            {
                option.Compare($"endpoint {name}", found[field], OptionValue.SameSequence, findings);
            }
        }
    }

    private async Task CompareEndpointsAsync(AmiSession session, List<string> names, ReadBackFindings findings, CancellationToken cancellationToken)
    {
        foreach (var chunk in names.Chunk(PipelinedRequests))
        {
            var answers = await Task.WhenAll(chunk.Select(n => session.ListAsync(new AmiRequest("PJSIPShowEndpoint").With("Endpoint", n), cancellationToken))).ConfigureAwait(false);
            for (var i = 0; i < chunk.Length; i++)
            {
                if (answers[i].Find(m => m.Event is "EndpointDetail") is { } detail)
                {
                    CompareOptions($"endpoint {chunk[i]}", _intended[("endpoint", chunk[i])], detail, findings);
                }
                else
                {
                    findings.AddMissing($"endpoint {chunk[i]}");
                }
            }
        }
    }

    private static void CompareOptions(string subject, ImmutableArray<SipOption> options, AmiMessage found, ReadBackFindings findings)
    {
        foreach (var option in options)
        {
            // References have been compared already; what this version does not print cannot be compared.
            if (option.Name is not ("auth" or "outbound_auth" or "aors") && found.Find(FieldOf(option.Name)) is { } value)
            {
                option.Compare(subject, value, RuleOf(option.Name), findings);
            }
        }
    }

    private static Func<string, string, bool> RuleOf(string option) => option switch
    {
        "allow" => (a, b) => a.Contains('!', StringComparison.Ordinal) || a.Contains("all", StringComparison.Ordinal) || OptionValue.SameSequence(a, b),
        "context" or "subscribe_context" or "username" => (a, b) => string.Equals(a, b, StringComparison.Ordinal),
        "mailboxes" or "identify_by" or "named_call_group" or "named_pickup_group" => OptionValue.SameSet,
        "call_group" or "pickup_group" => OptionValue.SameGroups,
        "callerid" => OptionValue.SameCallerId,
        "media_address" => OptionValue.SameAddress,
        "tos_audio" or "tos_video" or "connected_line_method" or "direct_media_method" => OptionValue.MayBeSame,
        _ => OptionValue.Same,
    };

    /// <summary><c>named_call_group</c> is printed as <c>NamedCallGroup</c>.</summary>
    private static string FieldOf(string option) => string.Concat(option.Split('_').Select(w => w.Length == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]));
}
