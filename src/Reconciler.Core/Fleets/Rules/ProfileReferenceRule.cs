using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>
/// Every profile named exists: the site's default, those of phones, those extended. One that does not is one finding, at the first place that names it: it is
/// one file that is missing, or one name that is wrong.
/// </summary>
internal sealed class ProfileReferenceRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        var missing = new Dictionary<string, Missing>(StringComparer.Ordinal);
        foreach (var reference in References(subject.Specs))
        {
            var name = reference.Name.Value;
            if (subject.Profiles.ContainsKey(name) || subject.MayBeUnread(SpecKinds.Profiles))
            {
                continue;
            }

            missing[name] = missing.TryGetValue(name, out var earlier) ? earlier with { Others = earlier.Others + 1 } : new Missing(reference, 0);
        }

        foreach (var (name, first) in missing)
        {
            var others = first.Others == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (and {first.Others} more name it)");
            diagnostics.Add(Codes.UnknownProfile.At(
                first.Reference.Name.Location,
                $"{SpecTitle.Of(first.Reference.Owner)} {first.Reference.Verb} profile \"{name}\", which no file under profiles/ defines{others}.",
                subject.Suggest(name, subject.Profiles.Keys)));
        }
    }

    private static IEnumerable<Reference> References(SpecSet specs)
    {
        if (specs.Site is { DefaultProfile: { } byDefault } site)
        {
            yield return new Reference(byDefault, site, "applies");
        }

        foreach (var phone in specs.Phones)
        {
            foreach (var name in phone.Profiles)
            {
                yield return new Reference(name, phone, "uses");
            }
        }

        foreach (var profile in specs.Profiles)
        {
            foreach (var name in profile.Extends)
            {
                yield return new Reference(name, profile, "extends");
            }
        }
    }

    private sealed record Reference(Located<string> Name, Spec Owner, string Verb);

    private sealed record Missing(Reference Reference, int Others);
}
