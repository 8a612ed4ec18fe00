using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Settings;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones.Sections;

/// <summary>The typed settings, each under the names that the model's family has for it.</summary>
internal static class TypedSettingsSection
{
    public static void Write(ProfileBuilder profile, RenderContext context)
    {
        if (context.Settings.Typed.IsEmpty)
        {
            return;
        }

        var given = context.Settings.Typed.ToDictionary(v => v.Key, StringComparer.Ordinal);
        var implied = SettingFields.All
            .Where(f => given.TryGetValue(f.Key, out var value) && !value.IsFactory)
            .SelectMany(f => context.Family.ElementsOf(f).Where(e => e.IsImplied).Select(e => e.Pattern))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var field in SettingFields.All)
        {
            if (given.TryGetValue(field.Key, out var value))
            {
                Write(profile, context, context.Family.ElementsOf(field).Where(e => !value.IsFactory || !e.IsImplied || !implied.Contains(e.Pattern)), value);
            }
        }
    }

    private static void Write(ProfileBuilder profile, RenderContext context, IEnumerable<SettingElement> elements, SettingValue value)
    {
        foreach (var element in elements)
        {
            if (element.FindOn(context.Model) is { } known && TextOf(element, value, context) is { } text)
            {
                foreach (var name in element.NamesOn(context.Phone))
                {
                    profile.Override(name, text, value.Location, known);
                }
            }
        }
    }

    // A field that is put back takes what it implies with it, unless another one that is given implies the same.
    private static ConfigText? TextOf(SettingElement element, SettingValue value, RenderContext context)
    {
        if (value.Secret is { } secret && !element.IsImplied)
        {
            return context.Secrets.Resolve(secret);
        }

        var text = value.IsFactory ? FactoryOf(element, context) : element.TextOf(value);
        if (text is null)
        {
            return null;
        }

        return ConfigText.FromString(text);
    }

    private static string? FactoryOf(SettingElement element, RenderContext context) =>
        ElementFactory.ValueOf(element, context.Model) is { } factory ? ServiceCodesSection.Offered(element.Pattern, factory, context) : null;
}
