using System.Collections.Immutable;
using Reconciler.Core.Artifacts;

namespace Reconciler.Core.Planning.Narration;

/// <summary>The changes of one object, in the user's words. Plain text: a format escapes it as it must.</summary>
/// <param name="Id">The object's key in the plan: a MAC, a number, <c>did@context</c>, a field.</param>
/// <param name="Verb">How it changes.</param>
/// <param name="Title">The object as people know it: <c>Sally's phone (SPA525G, 00:25:84:06:11:56)</c>.</param>
/// <param name="Lines">The changes, a clause each whose subject is the object: <c>loses line key 2 (line 152 "Sally")</c>.</param>
public sealed record StoryEntry(string Id, PlanVerb Verb, string Title, ImmutableArray<string> Lines)
{
    /// <summary>True: no line of its own specs changes, but what it does does.</summary>
    public bool IsConsequence { get; init; }
}

/// <summary>Entries that say the same of several objects.</summary>
/// <param name="Entries">One or more; verbs and lines are equal.</param>
public sealed record StoryGroup(ImmutableArray<StoryEntry> Entries)
{
    // Below this many, each is told by itself: a reader looks for a name.
    private const int Fewest = 4;

    public PlanVerb Verb => Entries[0].Verb;

    public ImmutableArray<string> Lines => Entries[0].Lines;

    /// <summary>Equal entries together, in the order of their first; a profile that 500 phones use is told once.</summary>
    public static ImmutableArray<StoryGroup> Of(ImmutableArray<StoryEntry> entries)
    {
        var groups = ImmutableArray.CreateBuilder<StoryGroup>();
        foreach (var alike in entries.GroupBy(e => $"{e.Verb}\n{string.Join('\n', e.Lines)}", StringComparer.Ordinal))
        {
            ImmutableArray<StoryEntry> members = [.. alike];
            if (members.Length >= Fewest)
            {
                groups.Add(new StoryGroup(members));
            }
            else
            {
                groups.AddRange(members.Select(m => new StoryGroup([m])));
            }
        }

        return groups.ToImmutable();
    }
}
