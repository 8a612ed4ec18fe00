using System.Collections.Immutable;
using Reconciler.Core.Asterisk;

namespace Reconciler.Host.Ami;

/// <summary>Peers of chan_sip. It shows that a peer has a secret, not which.</summary>
internal sealed class ChanSipReadBack : IReadBack
{
    private const int PipelinedRequests = 64;

    private readonly Dictionary<string, ImmutableArray<SipOption>> _intended;
    private readonly List<string> _gone;
    private readonly HashSet<string> _unproved;

    public ChanSipReadBack(ImmutableArray<ConfSection> intended, ImmutableArray<ConfSection> previous)
    {
        _intended = Index(intended);
        var before = Index(previous);
        _gone = [.. before.Keys.Where(k => !_intended.ContainsKey(k)).Order(StringComparer.Ordinal)];
        _unproved = [.. _intended.Where(o => !(before.TryGetValue(o.Key, out var old) && old.SequenceEqual(o.Value))).Select(o => o.Key)];
    }

    public AsteriskModule Module => AsteriskModule.ChanSip;

    public int Intended => _intended.Count;

    public int Objects => _intended.Count + _gone.Count;

    public async Task<ReadBackFindings> CompareAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var findings = new ReadBackFindings();
        var found = (await session.ListAsync(new AmiRequest("SIPpeers"), cancellationToken).ConfigureAwait(false))
            .Select(e => e["ObjectName"]).ToHashSet(StringComparer.Ordinal);
        var present = new List<string>();
        foreach (var name in _intended.Keys.Order(StringComparer.Ordinal))
        {
            if (found.Contains(name))
            {
                findings.AddPresent();
                present.Add(name);
            }
            else
            {
                findings.AddMissing($"peer {name}");
            }
        }

        foreach (var name in _gone.Where(found.Contains))
        {
            findings.AddStale($"peer {name}");
        }

        await ComparePeersAsync(session, present.FindAll(_unproved.Contains), findings, cancellationToken).ConfigureAwait(false);
        return findings;
    }

    private static Dictionary<string, ImmutableArray<SipOption>> Index(ImmutableArray<ConfSection> sections)
    {
        var index = new Dictionary<string, ImmutableArray<SipOption>>(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            if (section.Settings.Any(s => s.Name is "type" && s.Value.Masked is "friend" or "peer"))
            {
                index[section.Name] = SipOption.Of(section);
            }
        }

        return index;
    }

    private async Task ComparePeersAsync(AmiSession session, List<string> names, ReadBackFindings findings, CancellationToken cancellationToken)
    {
        foreach (var chunk in names.Chunk(PipelinedRequests))
        {
            var answers = await Task.WhenAll(chunk.Select(n => session.AskAsync(new AmiRequest("SIPshowpeer").With("Peer", n), cancellationToken))).ConfigureAwait(false);
            for (var i = 0; i < chunk.Length; i++)
            {
                if (answers[i].IsSuccess)
                {
                    ComparePeer(chunk[i], answers[i], findings);
                }
                else
                {
                    findings.AddMissing($"peer {chunk[i]}");
                }
            }
        }
    }

    private void ComparePeer(string name, AmiMessage found, ReadBackFindings findings)
    {
        foreach (var option in _intended[name])
        {
            if (option.Name is "secret" or "md5secret")
            {
                if (found[option.Name is "secret" ? "SecretExist" : "MD5SecretExist"] is not "Y")
                {
                    findings.AddDifference($"peer {name}", "It has no secret.", "Another file defines the peer too: see Asterisk's log.");
                }
            }
            else if (FieldOf(option.Name) is { } field && found.Find(field) is { } value)
            {
                option.Compare($"peer {name}", value, RuleOf(option.Name), findings);
            }
        }
    }

    private static string? FieldOf(string option) => option switch
    {
        "context" => "Context",
        "subscribecontext" => "SubscribeContext",
        "mailbox" => "VoiceMailbox",
        "callgroup" => "Callgroup",
        "pickupgroup" => "Pickupgroup",
        "namedcallgroup" => "Named Callgroup",
        "namedpickupgroup" => "Named Pickupgroup",
        "callerid" => "Callerid",
        "allow" => "Codecs",
        "dtmfmode" => "SIP-DTMFmode",
        "host" => "Dynamic",
        _ => null,
    };

    private static Func<string, string, bool> RuleOf(string option) => option switch
    {
        "context" or "subscribecontext" => (a, b) => string.Equals(a, b, StringComparison.Ordinal),
        "mailbox" or "namedcallgroup" or "namedpickupgroup" => OptionValue.SameSet,
        "callgroup" or "pickupgroup" => OptionValue.SameGroups,
        "callerid" => OptionValue.SameCallerId,
        "allow" => (a, b) => a.Contains('!', StringComparison.Ordinal) || a.Contains("all", StringComparison.Ordinal) || OptionValue.SameSequence(a, b),
        "host" => (a, b) => a is not "dynamic" || b is "Y",
        _ => OptionValue.Same,
    };
}
