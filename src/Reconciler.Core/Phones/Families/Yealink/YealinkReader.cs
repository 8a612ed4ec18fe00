using System.Text;

namespace Reconciler.Core.Phones.Families.Yealink;

/// <summary>Reads a phone's file: a line each parameter.</summary>
internal static class YealinkReader
{
    public static IReadOnlyDictionary<string, string> Read(ReadOnlyMemory<byte> file)
    {
        var elements = new Dictionary<string, string>(StringComparer.Ordinal);
        var text = Encoding.UTF8.GetString(file.Span);
        if (!text.StartsWith(YealinkWriter.Header, StringComparison.Ordinal))
        {
            return elements;
        }

        foreach (var parts in text.Split('\n').Where(line => !line.StartsWith('#')).Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2))
        {
            elements[parts[0].Trim()] = parts[1].Trim();
        }

        return elements;
    }
}
