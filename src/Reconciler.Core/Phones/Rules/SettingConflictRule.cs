using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Settings;

namespace Reconciler.Core.Phones.Rules;

/// <summary>No element of a phone is set by a typed setting and under <c>parameters</c> as well: nobody could say which of the two is meant.</summary>
internal sealed class SettingConflictRule : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        // Phones without settings of their own share those of their profiles; what a line that registers elsewhere gets is each phone's own.
        var seen = new Dictionary<PhoneModel, HashSet<object>>();
        foreach (var phone in subject.Phones)
        {
            var settings = phone.Settings;
            if (!settings.Typed.IsEmpty && settings.Parameters.Length + settings.Unchecked.Length > 0
                && (!phone.Registrars.IsEmpty || SettingsRule.Of(seen, phone.Model).Add(settings)))
            {
                Check(settings, phone, diagnostics);
            }
        }
    }

    private static void Check(SettingsSpec settings, Phone phone, DiagnosticList diagnostics)
    {
        var parameters = settings.Parameters.Concat(settings.Unchecked).ToDictionary(p => p.Name.Value, p => p.Name, StringComparer.Ordinal);
        foreach (var value in settings.Typed)
        {
            var names = SettingFields.Find(value.Key)?.Of(phone.Model).Where(e => !e.IsImplied && e.FindOn(phone.Model) is not null).SelectMany(e => e.NamesOn(phone)) ?? [];
            foreach (var name in names)
            {
                if (parameters.TryGetValue(name, out var parameter))
                {
                    diagnostics.Add(Codes.SettingAndParameter.At(
                        parameter.Location,
                        $"The parameter \"{name}\" is set here and by {value.Key} ({value.Location}).",
                        $"Keep one of the two; {value.Key} says the same for every model."));
                }
            }
        }
    }
}
