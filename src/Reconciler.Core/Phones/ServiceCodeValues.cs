using System.Collections.Frozen;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones;

/// <summary>The vertical service codes of a phone: each as a spec gives it, else the site's feature, else by the base.</summary>
internal sealed class ServiceCodeValues
{
    public const string Park = "Call_Park_Code";
    public const string Unpark = "Call_UnPark_Code";
    public const string Pickup = "Call_Pickup_Code";
    public const string GroupPickup = "Group_Call_Pickup_Code";

    public const string Group = "Regional/Vertical_Service_Activation_Codes";

    private readonly ParameterCatalogue _catalogue;
    private readonly FrozenDictionary<string, Located<string>> _given;
    private readonly Dictionary<string, (Located<string>? Code, string Key)> _features;
    private readonly ServiceCodesSpec? _codes;
    private readonly PhoneModel _model;
    private readonly Func<string, SpecLocation?> _written;

    public ServiceCodeValues(ServiceCodesSpec? codes, PhoneModel model, SiteSpec site)
    {
        var features = site.Features;
        _codes = codes;
        _model = model;
        _catalogue = ParameterCatalogue.Of(model);
        _written = site.Written.Find;
        _given = (_codes?.Codes ?? []).ToFrozenDictionary(c => c.Name.Value, c => c.Text ?? new("", c.Name.Location), StringComparer.Ordinal);
        _features = new(StringComparer.Ordinal)
        {
            [Park] = (features.CallPark, "features.callPark"),
            [Unpark] = (features.CallUnpark, "features.callUnpark"),
            [Pickup] = (features.DirectedPickup, "features.directedPickup"),
            [GroupPickup] = (features.GroupPickup, "features.groupPickup"),
        };
    }

    /// <summary>The parameters that are codes.</summary>
    public IEnumerable<CatalogueParameter> All => _catalogue.ServiceCodes;

    /// <summary>The key of the specs that a code follows where nothing else is said.</summary>
    public static string KeyOf(string name) => name switch
    {
        Park => "features.callPark in site.yaml",
        Unpark => "features.callUnpark in site.yaml",
        Pickup => "features.directedPickup in site.yaml",
        GroupPickup => "features.groupPickup in site.yaml",
        _ => "serviceCodes",
    };

    /// <summary>True of the codes that park and pick up calls: they are the site's features themselves.</summary>
    public static bool IsFeature(string name) => name is Park or Unpark or Pickup or GroupPickup;

    public bool IsSet(string name) => _catalogue.Find(name) is { } code && Find(code).Value.Length > 0;

    public (string Value, SpecLocation? Source) Find(CatalogueParameter code)
    {
        if (_given.TryGetValue(code.Pattern, out var given))
        {
            return (given.Value, given.Location);
        }

        if (_features.TryGetValue(code.Pattern, out var feature) && feature.Code is { } text)
        {
            return (text.Value, _written(feature.Key));
        }

        return (_codes?.Base?.Value == ServiceCodes.Factory ? code.DefaultOn(_model) ?? "" : "", _codes?.Base?.Location);
    }
}
