using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Sections;

/// <summary>The phone's own star codes, emptied so that Asterisk's reach it.</summary>
internal static class ServiceCodesSection
{
    private static readonly ImmutableArray<CatalogueParameter> Codes =
        [.. ParameterCatalogue.All.Where(p => p.Group == "Regional/Vertical_Service_Activation_Codes")];

    public static void Write(ProfileBuilder profile, RenderContext context)
    {
        var wanted = context.Settings.ServiceCodes;
        var factory = wanted?.Value == ServiceCodes.Factory;
        foreach (var code in Codes)
        {
            profile.Set(code.Pattern, factory ? code.DefaultOn(context.Model) ?? "" : "", wanted?.Location);
        }
    }
}
