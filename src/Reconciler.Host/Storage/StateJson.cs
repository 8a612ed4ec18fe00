using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Host.Storage;

/// <summary>JSON in entries of the state, for what can be found out again.</summary>
internal static class StateJson
{
    /// <summary>
    /// The value in an entry; null where it is missing or holds none. One that cannot be read is set aside as <c>NAME.broken</c>: guessing at half of it could not be undone.
    /// </summary>
    public static T? ReadOrSetAside<T>(IStateStorage state, string name, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return state.Read(name) is { } bytes ? JsonSerializer.Deserialize(bytes, type) : null;
        }
        catch (JsonException)
        {
            state.SetAside(name);
            return null;
        }
    }
}
