using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>
/// Finds which profiles apply to a phone: the site's default first, then the phone's own, each after those that it extends, each once.
/// Unknown names and circles are passed over here; rules report them.
/// </summary>
internal sealed class ProfileChains(Dictionary<string, ProfileSpec> profiles, string? defaultProfile)
{
    /// <summary>Profiles applied to one phone, extended ones included.</summary>
    public const int Limit = 64;

    private readonly Dictionary<string, ProfileChain> _chains = new(StringComparer.Ordinal);

    public ProfileChain For(PhoneSpec phone)
    {
        var model = phone.Model.Value;
        var key = Key(phone.Profiles, model);
        if (!_chains.TryGetValue(key, out var chain))
        {
            chain = Merge(phone.Profiles, model);
            _chains.Add(key, chain);
        }

        return chain;
    }

    private static string Key(ImmutableArray<Located<string>> names, PhoneModel model) => names.Length switch
    {
        0 => model.Name,
        1 => $"{model.Name}\n{names[0].Value}",
        _ => $"{model.Name}\n{string.Join('\n', names.Select(n => n.Value))}",
    };

    private ProfileChain Merge(ImmutableArray<Located<string>> names, PhoneModel model)
    {
        var walk = new Walk(profiles);
        if (defaultProfile is not null)
        {
            walk.Apply(defaultProfile, 1);
        }

        foreach (var name in names)
        {
            walk.Apply(name.Value, 1);
        }

        var layers = new SettingsLayers();
        var keys = ImmutableArray.CreateBuilder<ProfileKey>();
        using var digest = new DigestBuilder();
        foreach (var profile in walk.Applied)
        {
            foreach (var layer in SettingsLayers.Of(profile, model))
            {
                layers.Add(layer);
            }

            foreach (var key in profile.Keys)
            {
                keys.Add(new ProfileKey(key, profile));
            }

            digest.Add(profile.Digest);
        }

        return new ProfileChain
        {
            Profiles = [.. walk.Applied],
            Settings = layers.Build(),
            Keys = keys.ToImmutable(),
            Digest = digest.Build(),
            IsTooLong = walk.IsTooLong,
        };
    }

    /// <summary>Depth first; the limit bounds both the depth and the number, so that no repository makes this deep or slow.</summary>
    private sealed class Walk(Dictionary<string, ProfileSpec> profiles)
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

        public List<ProfileSpec> Applied { get; } = [];

        public bool IsTooLong { get; private set; }

        public void Apply(string name, int depth)
        {
            if (!profiles.TryGetValue(name, out var profile) || _seen.Contains(name))
            {
                return;
            }

            if (depth > Limit || _seen.Count >= Limit)
            {
                IsTooLong = true;
                return;
            }

            _seen.Add(name);
            foreach (var extended in profile.Extends)
            {
                Apply(extended.Value, depth + 1);
            }

            Applied.Add(profile);
        }
    }
}
