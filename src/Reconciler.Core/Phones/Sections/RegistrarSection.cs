using System.Globalization;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Sections;

/// <summary>A line that registers elsewhere: who it is there, and by what it gets there.</summary>
internal static class RegistrarSection
{
    public static void Write(ProfileBuilder profile, RenderContext context, RegistrarLine line)
    {
        var (n, registrar, key) = (line.Index, line.Registrar, line.Key);
        var nat = RenderContext.YesNo(registrar.Nat);
        profile.Set("Line_Enable_{n}_", n, "Yes", key);
        profile.Set("Display_Name_{n}_", n, line.DisplayName.Value, line.DisplayName.Location);
        profile.Set("User_ID_{n}_", n, registrar.User.Value, registrar.User.Location);
        profile.Set("Password_{n}_", n, context.Secrets.Resolve(registrar.Password.Value), registrar.Password.Location);
        profile.Set("Use_Auth_ID_{n}_", n, RenderContext.YesNo(registrar.AuthUser is not null), registrar.AuthUser?.Location);
        profile.Set("Auth_ID_{n}_", n, registrar.AuthUser?.Value ?? "", registrar.AuthUser?.Location);
        profile.Set("Proxy_{n}_", n, registrar.Proxy, registrar.Host.Location);
        profile.Set("Mailbox_ID_{n}_", n, "");
        profile.Set("Register_Expires_{n}_", n, ((long)registrar.Expires.TotalSeconds).ToString(CultureInfo.InvariantCulture), key);
        profile.Set("SIP_Transport_{n}_", n, SipTransports.Element(registrar.Transport), key);
        profile.Set("NAT_Mapping_Enable_{n}_", n, nat, key);
        profile.Set("NAT_Keep_Alive_Enable_{n}_", n, nat, key);
    }
}
