using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Reconciler.Testing.Fleets;

/// <summary>Compares two values by all that they hold, places in files included, whatever their own equality says.</summary>
public static class WholeValue
{
    /// <summary>Where the two differ first; null: nowhere.</summary>
    public static string? Difference(object? one, object? other, string path = "")
    {
        if (ReferenceEquals(one, other))
        {
            return null;
        }

        if (one is null || other is null || one.GetType() != other.GetType())
        {
            return $"{path}: {one ?? "nothing"} and {other ?? "nothing"}";
        }

        if (one is string || one.GetType() is { IsPrimitive: true } or { IsEnum: true } || one.GetType().Namespace?.StartsWith("Reconciler", StringComparison.Ordinal) == false && one is not IEnumerable)
        {
            return one.Equals(other) ? null : $"{path}: {one} and {other}";
        }

        return one is IEnumerable items ? Items(items, (IEnumerable)other, path) : Properties(one, other, path);
    }

    private static string? Items(IEnumerable one, IEnumerable other, string path)
    {
        var (ours, theirs) = (one.Cast<object?>().ToList(), other.Cast<object?>().ToList());
        return ours.Count != theirs.Count
            ? string.Create(CultureInfo.InvariantCulture, $"{path}: {ours.Count} and {theirs.Count} items")
            : ours.Select((item, i) => Difference(item, theirs[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"))).FirstOrDefault(d => d is not null);
    }

    private static string? Properties(object one, object other, string path) => one.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetIndexParameters().Length == 0 && p.Name != "EqualityContract")
        .Select(p => Difference(p.GetValue(one), p.GetValue(other), $"{path}.{p.Name}"))
        .FirstOrDefault(d => d is not null);
}
