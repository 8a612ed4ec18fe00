using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Asterisk;

namespace Reconciler.Host.Ami;

/// <summary>The lines and includes of our contexts. Other lines of a context are the administrator's, and none of our business.</summary>
internal sealed class DialplanReadBack : IReadBack
{
    private readonly SortedDictionary<string, ContextParts> _intended;
    private readonly SortedDictionary<string, ContextParts> _previous;
    private readonly bool _isStrict;

    /// <param name="intended">The dialplan that is to be there.</param>
    /// <param name="previous">The dialplan that was there before.</param>
    /// <param name="isStrict">Lines that were added to an extension of ours are differences too; an administrator may have them when we come.</param>
    public DialplanReadBack(ImmutableArray<DialplanContext> intended, ImmutableArray<DialplanContext> previous, bool isStrict = false)
    {
        _isStrict = isStrict;
        _intended = Index(intended);
        _previous = Index(previous);
    }

    public AsteriskModule Module => AsteriskModule.Dialplan;

    public int Intended => Count(_intended);

    public int Objects => Count(_intended) + Count(_previous);

    public async Task<ReadBackFindings> CompareAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var findings = new ReadBackFindings();
        foreach (var name in _intended.Keys.Union(_previous.Keys, StringComparer.Ordinal))
        {
            var found = new ContextParts();
            await session.ForEachAsync(new AmiRequest("ShowDialPlan").With("Context", name), found.Add, cancellationToken).ConfigureAwait(false);
            var intended = _intended.GetValueOrDefault(name) ?? new ContextParts();
            Compare(name, intended, found, findings);
            if (_isStrict)
            {
                CompareAdded(name, intended, found, findings);
            }

            CompareGone(name, intended, _previous.GetValueOrDefault(name) ?? new ContextParts(), found, findings);
        }

        return findings;
    }

    private static int Count(SortedDictionary<string, ContextParts> contexts) => contexts.Values.Sum(c => c.Lines.Count + c.Includes.Count);

    private static SortedDictionary<string, ContextParts> Index(ImmutableArray<DialplanContext> contexts)
    {
        var index = new SortedDictionary<string, ContextParts>(StringComparer.Ordinal);
        foreach (var context in contexts)
        {
            if (!index.TryGetValue(context.Name, out var parts))
            {
                index[context.Name] = parts = new ContextParts();
            }

            parts.Add(context);
        }

        return index;
    }

    private static void Compare(string context, ContextParts intended, ContextParts found, ReadBackFindings findings)
    {
        foreach (var ((extension, priority), step) in intended.Lines)
        {
            var subject = $"extension {extension}@{context}";
            if (!found.Lines.TryGetValue((extension, priority), out var there))
            {
                findings.AddMissing(Line(subject, priority), "Asterisk skipped the line: see its log.");
                continue;
            }

            findings.AddPresent();
            if (there != step)
            {
                findings.AddDifference(
                    Line(subject, priority),
                    $"Asterisk has {there}, not {step}: another file defines it first.",
                    $"Remove {extension} from [{context}] in the administrator's extensions.conf (or a file that it includes), or include reconciler/current/extensions.conf before it.");
            }
        }

        foreach (var include in intended.Includes.Except(found.Includes, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            findings.AddMissing($"include {include} in context {context}");
        }
    }

    private static void CompareAdded(string context, ContextParts intended, ContextParts found, ReadBackFindings findings)
    {
        var ours = intended.Lines.Keys.Select(key => key.Extension).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, step) in found.Lines.Where(line => ours.Contains(line.Key.Extension) && !intended.Lines.ContainsKey(line.Key)))
        {
            findings.AddDifference(
                Line($"extension {key.Extension}@{context}", key.Priority),
                $"Asterisk has {step}, which was added to it.",
                $"If it stays after a reload, remove {key.Extension} from [{context}] in the administrator's extensions.conf, or a file that it includes.");
        }
    }

    private static void CompareGone(string context, ContextParts intended, ContextParts previous, ContextParts found, ReadBackFindings findings)
    {
        foreach (var (key, step) in previous.Lines)
        {
            // The same place with other content is the administrator's own line.
            if (!intended.Lines.ContainsKey(key) && found.Lines.TryGetValue(key, out var there) && there == step)
            {
                findings.AddStale(Line($"extension {key.Extension}@{context}", key.Priority));
            }
        }

        foreach (var include in previous.Includes.Except(intended.Includes, StringComparer.Ordinal).Intersect(found.Includes, StringComparer.Ordinal))
        {
            findings.AddStale($"include {include} in context {context}");
        }
    }

    private static string Line(string subject, int priority) =>
        priority == DialplanLine.Hint ? subject + " hint" : string.Create(CultureInfo.InvariantCulture, $"{subject} priority {priority}");

    /// <summary>The action of a line.</summary>
    private readonly record struct Step(string Application, string Data)
    {
        public override string ToString() => Data.Length == 0 ? Application : $"{Application}({Data})";
    }

    private sealed class ContextParts
    {
        public SortedDictionary<(string Extension, int Priority), Step> Lines { get; } = new(Comparer<(string Extension, int Priority)>.Create(
            (a, b) => string.CompareOrdinal(a.Extension, b.Extension) is var order and not 0 ? order : a.Priority.CompareTo(b.Priority)));

        public HashSet<string> Includes { get; } = new(StringComparer.Ordinal);

        public void Add(DialplanContext context)
        {
            Includes.UnionWith(context.Includes);
            foreach (var line in context.Lines)
            {
                Lines[(line.Extension, line.Priority)] = new Step(line.Application, line.Data);
            }
        }

        public void Add(AmiMessage item)
        {
            if (item.Find("IncludeContext") is { } include)
            {
                Includes.Add(include);
            }
            else if (item.Find("Priority") is { } text)
            {
                var priority = text is "hint" ? DialplanLine.Hint : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
                Lines.TryAdd((item["Extension"], priority), new Step(item["Application"], item["AppData"]));
            }
        }
    }
}
