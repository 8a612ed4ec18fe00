using Reconciler.Core.Fleets;

namespace Reconciler.Core.Asterisk;

/// <summary>The caller ID of an extension, <c>"Fred" &lt;151&gt;</c>. Asterisk does not expand it, unlike text in the dialplan.</summary>
internal static class CallerId
{
    public static string Of(Extension extension)
    {
        var name = extension.Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{name}\" <{extension.Number}>";
    }
}
