using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Settings;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones.Families;

/// <summary>
/// All that a family of devices decides: what its files are called and look like, its elements and their factory values, how it is told to fetch, and how it
/// calls itself. A family is a folder here with its data (<c>models.tsv</c>, <c>parameters.tsv</c>) and its driver; the rest of the program asks this.
/// </summary>
public abstract class DeviceFamily
{
    private readonly Lazy<ParameterCatalogue> _catalogue;
    private readonly Lazy<ManagedParameters> _managed;

    private protected DeviceFamily()
    {
        _catalogue = new(ReadCatalogue);
        _managed = new(() => new ManagedParameters(Table));
    }

    /// <summary>Its folder's name, which its models carry.</summary>
    public abstract string Name { get; }

    /// <summary>Its maker's word for its devices, to stand in a sentence: <c>SPA300 and SPA500 phones</c>.</summary>
    public abstract string Title { get; }

    /// <summary>Its elements, their factory values and legal ones.</summary>
    public ParameterCatalogue Catalogue => _catalogue.Value;

    /// <summary>The elements that Reconciler sets itself.</summary>
    public ManagedParameters Managed => _managed.Value;

    /// <summary>The name of a device's profile in the served folder: <c>spa002584061156.xml</c>.</summary>
    public abstract string ProfileName(MacAddress mac);

    /// <summary>The device whose profile has that name; null: no device of this family's.</summary>
    public abstract MacAddress? PhoneOf(string profileName);

    /// <summary>Whether a device of this family may fetch a file of that name as its firmware.</summary>
    public abstract bool IsFirmware(string name);

    /// <summary>The NOTIFY's event that has a device do that.</summary>
    public abstract string EventOf(PhoneCommand command);

    /// <summary>Whether the device's own web server can be asked to fetch, as <c>/admin/resync?URL</c>.</summary>
    public virtual bool FetchesByWeb => true;

    /// <summary>The page of a device's web server that shows all its settings to the administrator by digest; null: there is none.</summary>
    public virtual string? SettingsPage => null;

    /// <summary>How to come by the settings of devices that show them on no such page, in a sentence; empty: they do.</summary>
    public virtual string SettingsElsewhere => "";

    /// <summary>Whether the User-Agent of a device with a profile says which firmware runs; else the one by which it fetches its profile does, where that is seen.</summary>
    public virtual bool TellsFirmware => true;

    /// <summary>The model and the firmware by which a device of this family calls itself in that User-Agent; null: it is none of this family's.</summary>
    public abstract DeviceAgent? Read(string userAgent);

    /// <summary>Whether a change of that element makes the device register again: who registers, where and by what.</summary>
    public abstract bool IsOfARegistration(string element);

    /// <summary>The file that a factory device asks for first: where its profile is, and to fetch it soon.</summary>
    public abstract byte[] RenderBootstrap(SiteSpec site);

    /// <summary>A pure function: the same device, site and secrets give the same profile.</summary>
    public abstract PhoneProfile Render(EffectivePhone phone, ISecretSource secrets, string revisionTag);

    /// <summary>The file's bytes.</summary>
    public abstract byte[] ToBytes(PhoneProfile profile);

    /// <summary>The texts of a file's elements by name; a file that somebody damaged has none.</summary>
    public abstract IReadOnlyDictionary<string, string> ReadElements(ReadOnlyMemory<byte> file);

    /// <summary>Whether the element carries the revision tag, which differs in every profile.</summary>
    public abstract bool IsTagElement(string element);

    /// <summary>The elements that hold the addresses from which a device fetches, the first of them also in the file that a factory device asks for.</summary>
    public abstract ImmutableArray<string> AddressElements { get; }

    /// <summary>Whether one of a file's elements is a password that is set.</summary>
    public bool HoldsPassword(IReadOnlyDictionary<string, string> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return elements.Any(e => e.Value.Length > 0 && Catalogue.Find(e.Key) is { IsSecret: true } && e.Value != FactoryText);
    }

    /// <summary>The text that stands in a file for a value that a new device has itself; empty: there is none.</summary>
    private protected virtual string FactoryText => "";

    /// <summary>Before the revision tag in a file, and nowhere else in it.</summary>
    internal abstract ReadOnlySpan<byte> TagMark { get; }

    /// <summary>How DHCP servers know a model's devices and what they are given; null: no public document says what one takes.</summary>
    internal abstract DeviceClass? DhcpClassOf(PhoneModel model);

    /// <summary>Every element that Reconciler sets itself, in the order of the file.</summary>
    internal abstract ImmutableArray<ManagedParameter> Table { get; }

    /// <summary>The codecs that its devices speak, by Asterisk's names.</summary>
    internal abstract PhoneCodecNames Codecs { get; }

    /// <summary>Why a device of this family cannot have such a key, in half a sentence; null: it can.</summary>
    internal virtual string? ProblemOf(PhoneKey key) => null;

    /// <summary>Why a device of this family cannot have that dial plan, in half a sentence; null: it can.</summary>
    internal virtual string? ProblemOfDialPlan(string plan) => null;

    /// <summary>Why a device of this family cannot keep that time, in half a sentence; null: it can.</summary>
    internal virtual string? ProblemOf(TimeZoneSpec zone) => null;

    /// <summary>Whether its devices read encrypted profiles and fetch the key of theirs.</summary>
    internal virtual bool TakesEncryption => true;

    /// <summary>Whether its upgrade rule can lead a device over other versions.</summary>
    internal virtual bool TakesSteppingStones => true;

    /// <summary>Whether a typed setting that the model does not have is passed over, as the SPA phones' profiles have always been shared among all of them.</summary>
    internal virtual bool PassesOverSettings => false;

    /// <summary>The elements that a typed setting sets on this family.</summary>
    internal virtual ImmutableArray<SettingElement> ElementsOf(SettingField field) => field.Elements;

    /// <summary>Takes the written forms of a model's defaults, which stand in most profiles as they are, where the family's writer keeps them.</summary>
    internal virtual void Keep(ImmutableArray<ProfileParameter> defaults)
    {
    }

    private protected abstract ParameterCatalogue ReadCatalogue();

    /// <summary>A file of the family's folder.</summary>
    private protected string TextOf(string file)
    {
        using var reader = new StreamReader(GetType().Assembly.GetManifestResourceStream($"Reconciler.Core.Phones.Families.{Name}.{file}")!);
        return reader.ReadToEnd();
    }
}
