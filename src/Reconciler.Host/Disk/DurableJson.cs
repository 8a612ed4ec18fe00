using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Host.Disk;

/// <summary>JSON in files of the state directory, all of which can be found out again.</summary>
internal static class DurableJson
{
    /// <summary>
    /// The value in a file; null where it holds none. A file that cannot be read is set aside as <c>NAME.broken</c>: guessing at half of it could not be undone.
    /// </summary>
    public static T? ParseOrSetAside<T>(string path, byte[] bytes, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, type);
        }
        catch (JsonException)
        {
            LibC.Rename(path, path + ".broken");
            return null;
        }
    }
}
