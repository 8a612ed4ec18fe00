using System.Collections.Frozen;
using System.Globalization;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Import.Phones;

/// <summary>Models as people and phones write them: <c>SPA-525G2</c>, <c>Cisco SPA504G</c>, <c>504g</c>, <c>CP-8841</c>, <c>yealink/t46s</c>.</summary>
public static class ModelNames
{
    // A folder of fewer digits may be anything.
    private const int FewestDigits = 4;
    private const string Multiplatform = "3PCC";
    private static readonly string[] Makers = ["CISCO", "LINKSYS", "SIPURA", "YEALINK"];
    private static readonly string[] Prefixes = ["SPA", "CP", "SIP"];
    private static readonly FrozenDictionary<string, PhoneModel> ByName = Names().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The model of that name; null: there is none.</summary>
    public static PhoneModel? Find(string? text)
    {
        var name = Normal(text ?? "");
        foreach (var maker in Makers)
        {
            name = name.StartsWith(maker, StringComparison.Ordinal) ? name[maker.Length..] : name;
        }

        return ByName.GetValueOrDefault(name);
    }

    /// <summary>The model that a folder on the way to the file is named after.</summary>
    internal static PhoneModel? InPath(string file) => file.Split('/').SkipLast(1).Reverse().Where(f => f.Any(char.IsAsciiLetter) || f.Length >= FewestDigits).Select(Find).FirstOrDefault(m => m is not null);

    /// <summary>The models that fetch a file of that name before their own.</summary>
    internal static IReadOnlyList<PhoneModel> OfCommonFile(string name) => [.. PhoneModel.All.Where(m => m.BootstrapFile.Equals(name, StringComparison.OrdinalIgnoreCase))];

    /// <summary>
    /// The models that the elements of a profile fit, when nothing names the model: those of the family that knows most of them, by the lines and keys that they speak of.
    /// They come in the catalogue's order.
    /// </summary>
    internal static IReadOnlyList<PhoneModel> Fitting(IReadOnlyDictionary<string, DumpElement> had)
    {
        var family = DeviceFamilies.All.MaxBy(f => had.Keys.Count(n => f.Catalogue.Find(n) is not null || f.Managed.Contains(n)))!;
        var elements = FamilyTerms.Of(family).Common(had);
        var (lines, keys) = (Count("User_ID_{0}_"), Count("Extension_{0}_"));
        lines = Math.Max(lines, Count("Line_Enable_{0}_"));
        var fitting = PhoneModel.All.Where(m => m.Family == family.Name && m.Registrations >= lines && Math.Max(1, m.LineKeys) >= keys).OrderBy(m => m.Registrations).ThenBy(m => m.LineKeys).ToList();
        var knowing = fitting.FindAll(m => had.Keys.All(n => family.Catalogue.Find(n) is not { } known || known.IsSeenOn(m)));
        return knowing.Count > 0 ? knowing : fitting;

        int Count(string pattern)
        {
            var n = 0;
            while (elements.ContainsKey(string.Format(CultureInfo.InvariantCulture, pattern, n + 1)))
            {
                n++;
            }

            return n;
        }
    }

    private static string Normal(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>Whole names before shortened ones, so that a shortened one never takes another model's.</summary>
    private static Dictionary<string, PhoneModel> Names()
    {
        var names = new Dictionary<string, PhoneModel>(StringComparer.Ordinal);
        foreach (var model in PhoneModel.All)
        {
            names.TryAdd(Normal(model.Name), model);
            names.TryAdd(Normal(model.Product), model);
        }

        foreach (var (name, model) in names.ToList())
        {
            var plain = name.EndsWith(Multiplatform, StringComparison.Ordinal) ? name[..^Multiplatform.Length] : name;
            var digits = Array.Find(Prefixes, p => plain.StartsWith(p, StringComparison.Ordinal)) is { } prefix ? plain[prefix.Length..] : plain;
            names.TryAdd(plain, model);
            names.TryAdd(digits, model);
            names.TryAdd(digits + Multiplatform, model);
            if (plain.StartsWith(Prefixes[0], StringComparison.Ordinal) && plain.EndsWith('G'))
            {
                names.TryAdd(plain[..^1], model);
                names.TryAdd(digits[..^1], model);
            }
        }

        return names;
    }
}
