using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>The specs of one commit by what they are called, built once for all rules. Of two of one name the first stands here; a rule reports the other.</summary>
internal sealed class FleetIndex
{
    /// <summary>Candidates that suggestions may look at in all: a fleet where every key is wrong must not cost the square of its size.</summary>
    private const int SuggestionBudget = 1_000_000;

    private int _suggestionBudget = SuggestionBudget;

    public FleetIndex(SpecSet specs)
    {
        Specs = specs;
        Extensions = new Dictionary<string, ExtensionSpec>(specs.Extensions.Length, StringComparer.Ordinal);
        foreach (var extension in specs.Extensions)
        {
            Extensions.TryAdd(extension.Number.Value.ToString(), extension);
        }

        Groups = new Dictionary<string, RingGroupSpec>(specs.Groups.Length, StringComparer.Ordinal);
        foreach (var group in specs.Groups)
        {
            Groups.TryAdd(group.Number.Value.ToString(), group);
        }

        Profiles = new Dictionary<string, ProfileSpec>(specs.Profiles.Length, StringComparer.Ordinal);
        foreach (var profile in specs.Profiles)
        {
            Profiles.TryAdd(profile.Name.Value, profile);
        }

        External = new ExternalNumbers(specs.Site?.External ?? []);
        Chains = new ProfileChains(Profiles, specs.Site?.DefaultProfile?.Value);
    }

    private FleetIndex(FleetIndex names, SpecSet specs, Dictionary<string, ExtensionSpec> extensions)
    {
        Specs = specs;
        Extensions = extensions;
        Groups = names.Groups;
        Profiles = names.Profiles;
        External = names.External;
        Chains = names.Chains;
    }

    public SpecSet Specs { get; }

    public SiteSpec? Site => Specs.Site;

    public Dictionary<string, ExtensionSpec> Extensions { get; }

    public Dictionary<string, RingGroupSpec> Groups { get; }

    public Dictionary<string, ProfileSpec> Profiles { get; }

    public ExternalNumbers External { get; }

    /// <summary>Which profiles apply to a phone of this site.</summary>
    public ProfileChains Chains { get; }

    /// <summary>Each phone with the profiles that apply to it, in the order of the specs.</summary>
    public ImmutableArray<PhoneLayout> Layouts => field.IsDefault ? field = Lay(Specs, Chains) : field;

    /// <summary>
    /// A few documents alone, among the names of this site: for the rules that look at one document at a time. <paramref name="changed"/> take the places of
    /// the extensions of their numbers.
    /// </summary>
    public FleetIndex Of(SpecSet part, ImmutableArray<ExtensionSpec> changed)
    {
        var extensions = Extensions;
        if (!changed.IsEmpty)
        {
            extensions = new Dictionary<string, ExtensionSpec>(Extensions, StringComparer.Ordinal);
            foreach (var extension in changed)
            {
                extensions[extension.Number.Value.ToString()] = extension;
            }
        }

        return new FleetIndex(this, part, extensions);
    }

    /// <summary>How often a rule held its peace; see <see cref="MayBeUnread"/>.</summary>
    public int Unjudged { get; private set; }

    /// <summary>True where what has no definition may have one in a document of these kinds that is not known; a rule then says nothing, and that is counted.</summary>
    public bool MayBeUnread(SpecKinds kinds) => IsUnjudged(Specs.Gaps.Unread & kinds);

    /// <summary>The same where a document that is known in part may hold what is missed.</summary>
    public bool MayBeInPart(SpecKinds kinds) => IsUnjudged(Specs.Gaps.Partial & kinds);

    /// <summary>A hint at the nearest known word, or <paramref name="otherwise"/> where none is near; <paramref name="except"/> is not meant.</summary>
    public string? Suggest(string word, IReadOnlyCollection<string> candidates, string? otherwise = null, string? except = null)
    {
        if (candidates.Count > _suggestionBudget)
        {
            return otherwise;
        }

        _suggestionBudget -= candidates.Count;
        return Suggestion.DidYouMean(word, except is null ? candidates : candidates.Where(candidate => candidate != except)) ?? otherwise;
    }

    private bool IsUnjudged(SpecKinds gaps)
    {
        Unjudged += gaps == SpecKinds.None ? 0 : 1;
        return gaps != SpecKinds.None;
    }

    private static ImmutableArray<PhoneLayout> Lay(SpecSet specs, ProfileChains chains)
    {
        var layouts = ImmutableArray.CreateBuilder<PhoneLayout>(specs.Phones.Length);
        foreach (var phone in specs.Phones)
        {
            layouts.Add(new PhoneLayout(phone, chains.For(phone)));
        }

        return layouts.MoveToImmutable();
    }
}
