using Reconciler.Core.Fleets;

namespace Reconciler.Import.Phones;

/// <summary>Models of the SPA300 and SPA500 series, whose dumps are read, as people and phones write them: <c>SPA-525G2</c>, <c>Cisco SPA504G</c>, <c>504g</c>.</summary>
internal static class ModelNames
{
    public static PhoneModel? Find(string? text)
    {
        var name = string.Concat((text ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        name = name.StartsWith("CISCO", StringComparison.Ordinal) ? name["CISCO".Length..] : name;
        name = name.StartsWith("SPA", StringComparison.Ordinal) ? name : "SPA" + name;
        return PhoneModel.Usual.FirstOrDefault(m => m.Name == name) ?? PhoneModel.Usual.FirstOrDefault(m => m.Name == name + "G");
    }

    /// <summary>
    /// The models that the elements of a profile fit, when nothing names the model: by the lines and keys that it speaks of. They come in the catalogue's order.
    /// </summary>
    public static IReadOnlyList<PhoneModel> Fitting(IReadOnlyDictionary<string, DumpElement> elements)
    {
        var (lines, keys) = (Count("Line_Enable_{0}_"), Count("Extension_{0}_"));
        var is525 = elements.ContainsKey("Admin_Password") || elements.ContainsKey("SPA525-protocol");
        return [.. PhoneModel.Usual.Where(m => (m.Series == "525") == is525 && m.Registrations >= lines && Math.Max(1, m.LineKeys) >= keys).OrderBy(m => m.Registrations).ThenBy(m => m.LineKeys)];

        int Count(string pattern)
        {
            var n = 0;
            while (elements.ContainsKey(string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, n + 1)))
            {
                n++;
            }

            return n;
        }
    }
}
