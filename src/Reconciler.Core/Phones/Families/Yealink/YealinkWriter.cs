using System.Text;

namespace Reconciler.Core.Phones.Families.Yealink;

/// <summary>Writes a phone's file; where a profile's secrets are opened.</summary>
internal static class YealinkWriter
{
    /// <summary>Has to be the first line of each file.</summary>
    public const string Header = "#!version:1.0.0.1\n";

    public static byte[] ToBytes(PhoneProfile profile)
    {
        var text = new StringBuilder(Header, 64 << 10);
        foreach (var parameter in profile.Parameters)
        {
            text.Append(parameter.Name).Append(" = ").Append(parameter.Value.Open()).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
