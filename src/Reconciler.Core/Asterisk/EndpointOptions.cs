using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Asterisk;

/// <summary>The site's own options of every endpoint or peer.</summary>
internal static class EndpointOptions
{
    /// <summary>Ours, with a value of the site's instead where it gives one, and then the site's others in the order written.</summary>
    public static ImmutableArray<ConfSetting> Apply(ImmutableArray<ConfSetting> ours, ImmutableArray<EndpointOptionSpec> options)
    {
        if (options.IsEmpty)
        {
            return ours;
        }

        var settings = ours.ToList();
        foreach (var option in options)
        {
            var setting = new ConfSetting(option.Name.Value, option.Value.Value, option.Value.Location);
            var index = settings.FindIndex(s => string.Equals(s.Name, setting.Name, StringComparison.Ordinal));
            if (index < 0)
            {
                settings.Add(setting);
            }
            else
            {
                settings[index] = setting;
            }
        }

        return [.. settings];
    }
}
