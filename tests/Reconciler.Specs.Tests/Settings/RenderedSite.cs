using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Reading;
using Reconciler.Core.Secrets;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;

namespace Reconciler.Specs.Tests.Settings;

/// <summary>A site of one extension and one phone, read from YAML as users write it, with what comes of it.</summary>
internal static class RenderedSite
{
    /// <summary>Every finding of reading, of the fleet's rules and of the phones', as it prints.</summary>
    public static string[] Findings(string phone, string? profile = null, string model = "SPA504G") =>
        [.. Read(phone, profile, model).Diagnostics.Select(d => d.ToString())];

    /// <summary>What the phone is given, by element.</summary>
    public static Dictionary<string, string> Values(string phone, string? profile = null, string model = "SPA504G")
    {
        var reading = Read(phone, profile, model);
        Assert.DoesNotContain(reading.Diagnostics, d => d.Severity == Severity.Error);
        var effective = EffectiveFleet.Of(reading.Fleet!).Phones.Single();
        return PhoneRenderer.Render(effective, new MaskedSecretSource(), RevisionTag.Masked).Parameters.ToDictionary(p => p.Name, p => p.Value.Masked, StringComparer.Ordinal);
    }

    public static (Fleet? Fleet, IReadOnlyList<Diagnostic> Diagnostics) Read(string phone, string? profile, string model)
    {
        var tree = MemoryTree.WithSite()
            .Add("extensions/a.yaml", "extension: 151\nname: Fred\n")
            .Add("phones/a.yaml", $"mac: 00:25:84:06:11:56\nmodel: {model}\nkeys: [151]\n" + (profile is null ? "" : "profiles: [base]\n") + phone);
        if (profile is not null)
        {
            tree.Add("profiles/base.yaml", "name: base\n" + profile);
        }

        var reading = new FleetReader(new SpecLoader(), new QuartzWindowClock()).Read(tree, default);
        return (reading.Fleet, [.. reading.Diagnostics]);
    }
}
