using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones.Sections;

/// <summary>The escape hatch: what the user names under <c>parameters</c> and <c>unchecked</c>. Managed parameters stay as they are (PhoneRules refuses them there).</summary>
internal static class UserParametersSection
{
    public static void Write(ProfileBuilder profile, RenderContext context)
    {
        foreach (var parameter in context.Settings.Parameters)
        {
            var known = context.Catalogue.Find(parameter.Name.Value);
            profile.Override(parameter.Name.Value, ValueOf(parameter, known, context), LocationOf(parameter), known);
        }

        foreach (var parameter in context.Settings.Unchecked)
        {
            profile.Override(parameter.Name.Value, ValueOf(parameter, null, context), LocationOf(parameter), known: null);
        }
    }

    private static Diagnostics.SpecLocation LocationOf(ParameterSpec parameter) =>
        parameter.Text?.Location ?? parameter.Secret?.Location ?? parameter.Name.Location;

    private static ConfigText ValueOf(ParameterSpec parameter, CatalogueParameter? known, RenderContext context)
    {
        if (PlainSecrets.ReferenceOf(parameter, known, context.Phone) is { } reference)
        {
            return context.Secrets.Resolve(reference);
        }

        var text = parameter.Text?.Value ?? "";
        return known?.Canonical(text, context.Model) ?? text;
    }
}
