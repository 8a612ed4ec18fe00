using System.Text.RegularExpressions;
using Reconciler.Import.Writing;

namespace Reconciler.Import.Phones;

/// <summary>A key's function in the phones' own language, <c>fnc=blf+sd;sub=153@$PROXY;nme=Fred</c>, as a typed key where one says the same.</summary>
internal sealed partial class KeyFunctionReader(string siteHost, bool sitePicksUp)
{
    private static readonly HashSet<string> Understood = new(StringComparer.Ordinal) { "fnc", "sub", "ext", "nme", "vid", "usr", "url" };

    /// <summary>A key that watches or parks at this number is only valid where the number is an extension's or an external one.</summary>
    public Action<string> Watches { get; init; } = _ => { };

    /// <summary>The default label of a key with that number, as the resolver makes it.</summary>
    public Func<string, string> LabelOf { get; init; } = number => number;

    public WrittenMap Read(string function, string shortName, int ownLine)
    {
        var parts = Parse(function);
        var label = parts.GetValueOrDefault("nme") is { Length: > 0 } name ? name : shortName.StartsWith('$') ? "" : shortName;
        return Typed(parts, label, ownLine) ?? Function(function, shortName);
    }

    public static WrittenMap Function(string function, string shortName) =>
        new WrittenMap().Add("function", new WrittenText(function)).Add("label", shortName.Length > 0 && shortName != Parse(function).GetValueOrDefault("nme", "") ? new WrittenText(shortName) : null);

    /// <summary>The same for two functions that do the same with the same label.</summary>
    public string Meaning(string function)
    {
        var parts = Parse(function);
        if (!parts.TryGetValue("fnc", out var kind))
        {
            return function;
        }

        foreach (var key in new[] { "sub", "ext" })
        {
            if (parts.TryGetValue(key, out var target))
            {
                parts[key] = NumberOf(target) ?? target;
            }
        }

        if (kind.Contains("blf", StringComparison.Ordinal) && parts.TryGetValue("sub", out var watched))
        {
            parts.TryAdd("ext", watched);
        }

        parts["fnc"] = string.Join('+', kind.Split('+').Order(StringComparer.Ordinal));
        if (parts.GetValueOrDefault("vid") == "1" || parts.GetValueOrDefault("vid") == "")
        {
            parts.Remove("vid");
        }

        parts.Remove("usr");
        if (parts.GetValueOrDefault("nme") == parts.GetValueOrDefault("ext"))
        {
            parts.Remove("nme");
        }

        return string.Join(';', parts.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + "=" + p.Value));
    }

    [GeneratedRegex("^[0-9*#+]{1,40}$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Dialled { get; }

    [GeneratedRegex("^[0-9*#]{1,15}$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Watchable { get; }

    private static Dictionary<string, string> Parse(string function)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in function.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            parts[equals < 0 ? part : part[..equals].TrimEnd()] = equals < 0 ? "" : part[(equals + 1)..].Trim();
        }

        return parts;
    }

    private WrittenMap? Typed(Dictionary<string, string> parts, string label, int ownLine)
    {
        if (parts.Keys.Any(k => !Understood.Contains(k)) || !parts.TryGetValue("fnc", out var kind)
            || (parts.TryGetValue("vid", out var line) && line != ownLine.ToString(System.Globalization.CultureInfo.InvariantCulture) && line.Length > 0))
        {
            return null;
        }

        var does = kind.Split('+').ToHashSet(StringComparer.Ordinal);
        var (sub, ext) = (NumberOf(parts.GetValueOrDefault("sub")), NumberOf(parts.GetValueOrDefault("ext")));
        if (does.SetEquals(["sd"]) && ext is not null && Dialled.IsMatch(ext))
        {
            return Labelled(new WrittenMap().Add("speedDial", ext), label, LabelOf(ext));
        }

        if (does.IsSupersetOf(["blf", "sd"]) && does.IsSubsetOf(["blf", "sd", "cp"]) && (sitePicksUp || !does.Contains("cp")) && sub is not null && Watchable.IsMatch(sub) && (ext is null || Dialled.IsMatch(ext)))
        {
            Watches(sub);
            return Labelled(new WrittenMap().Add("blf", sub).Add("speedDial", ext == sub ? null : ext), label, LabelOf(sub));
        }

        if (does.SetEquals(["prk"]))
        {
            if (parts.GetValueOrDefault("sub", "").StartsWith("$USER", StringComparison.Ordinal))
            {
                return Labelled(new WrittenMap().Add("park", "own"), label, "Park");
            }

            if (sub is not null && Watchable.IsMatch(sub))
            {
                Watches(sub);
                return Labelled(new WrittenMap().Add("park", sub), label, "Park");
            }
        }

        return does.SetEquals(["xml"]) && parts.GetValueOrDefault("url") is { Length: > 0 } url
            ? Labelled(new WrittenMap().Add("xml", new WrittenText(url)), label, "XML")
            : null;
    }

    private static WrittenMap Labelled(WrittenMap key, string label, string otherwise) => key.Add("label", label.Length == 0 || label == otherwise ? null : WrittenMap.Scalar(label));

    /// <summary>The number of <c>153@$PROXY</c>; null where it is at another server.</summary>
    private string? NumberOf(string? target)
    {
        if (target is null)
        {
            return null;
        }

        var at = target.IndexOf('@', StringComparison.Ordinal);
        var host = at < 0 ? "$PROXY" : target[(at + 1)..];
        return host == "$PROXY" || host == siteHost ? (at < 0 ? target : target[..at]) : null;
    }
}
