using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Import.Phones;

/// <summary>The one family whose dumps are read: the SPA300 and SPA500 phones.</summary>
internal static class SpaPhones
{
    private static readonly DeviceFamily Family = DeviceFamilies.Of(PhoneModel.Usual[0]);

    public static ParameterCatalogue Catalogue => Family.Catalogue;

    public static ManagedParameters Managed => Family.Managed;
}
