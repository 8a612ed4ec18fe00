using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Families;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones;

/// <summary>Everything that one profile is rendered from.</summary>
internal sealed record RenderContext(Phone Phone, SiteSpec Site, ISecretSource Secrets, string RevisionTag)
{
    public SettingsSpec Settings => Phone.Settings;

    public PhoneModel Model => Phone.Model;

    public DeviceFamily Family { get; } = DeviceFamilies.Of(Phone.Model);

    /// <summary>The family, where the profile is a flat one.</summary>
    public FlatProfileFamily Flat => (FlatProfileFamily)Family;

    public ParameterCatalogue Catalogue => Family.Catalogue;

    /// <summary>Where site.yaml gives a key; null: it does not, and the value is built in.</summary>
    public SpecLocation? Written(string key) => Site.Written.Find(key);

    /// <summary>The first line that registers with the site's Asterisk; 1 where none does.</summary>
    public int OwnLine => Phone.Registrations is [var first, ..] ? first.Index : 1;

    public static string YesNo(bool value) => value ? "Yes" : "No";
}
