using System.Globalization;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones.Families.Yealink;

/// <summary>Every account of the model; those that nothing registers are off, and as in a new phone.</summary>
internal static class YealinkAccountsSection
{
    public static void Write(ProfileBuilder profile, RenderContext context)
    {
        var asterisk = context.Site.Asterisk;
        for (var n = 1; n <= context.Model.Registrations; n++)
        {
            if (context.Phone.Registrars.FirstOrDefault(r => r.Index == n) is { } other)
            {
                var registrar = other.Registrar;
                Write(profile, context, n, new Account(
                    other.DisplayName.Value, registrar.User.Value, registrar.AuthUser?.Value ?? registrar.User.Value, context.Secrets.Resolve(registrar.Password.Value),
                    registrar.Host.Value, registrar.Port ?? SipTransports.DefaultPort(registrar.Transport),
                    registrar.Transport, registrar.Expires, registrar.Nat, false, null, other.Key));
            }
            else if (context.Phone.Registrations.FirstOrDefault(r => r.Index == n) is { } own)
            {
                var login = SipLogin.Of(own.Extension);
                Write(profile, context, n, new Account(
                    own.DisplayName.Value, login, login, context.Secrets.Resolve(own.Extension.Secret.Value), asterisk.Host.Value, asterisk.Port,
                    asterisk.Transport, asterisk.RegisterExpires, asterisk.Nat, own.Extension.Voicemail is not null, context.Site.Features.Voicemail?.Value, own.Key));
            }
            else
            {
                Empty(profile, n);
            }

            WriteCodecs(profile, context, n);
        }
    }

    private static void Write(ProfileBuilder profile, RenderContext context, int n, Account account)
    {
        var place = account.Place;
        profile.Set("Line_Enable_{n}_", n, "1", place);
        profile.Set(YealinkElements.Label, n, account.Name, place);
        profile.Set("Display_Name_{n}_", n, account.Name, place);
        profile.Set("User_ID_{n}_", n, account.User, place);
        profile.Set("Auth_ID_{n}_", n, account.AuthUser, place);
        profile.Set("Password_{n}_", n, account.Password, place);
        profile.Set("Proxy_{n}_", n, account.Host, place);
        profile.Set(YealinkElements.Port, n, Text(account.Port), place);
        profile.Set("SIP_Transport_{n}_", n, account.Transport switch { SipTransport.Tcp => "1", SipTransport.Tls => "2", _ => "0" }, place);
        profile.Set("Register_Expires_{n}_", n, Text((long)account.Expires.TotalSeconds), place);
        profile.Set("NAT_Mapping_Enable_{n}_", n, YealinkPhoneSection.Flag(account.Nat), place);
        profile.Set("Secure_Call_Setting", n, context.Site.Asterisk.Srtp == SrtpUse.Off ? YealinkFamily.Factory : "2", context.Written("asterisk.srtp"));
        profile.Set("Message_Waiting_{n}_", n, account.HasMailbox ? "1" : YealinkFamily.Factory, place);
        profile.Set(YealinkElements.Agent, n, YealinkFamily.AgentOf(context.Model, context.RevisionTag));
        profile.Set("Voice_Mail_Number", n, account.Voicemail ?? YealinkFamily.Factory, context.Written("features.voicemail"));
    }

    private static void Empty(ProfileBuilder profile, int n)
    {
        profile.Set("Line_Enable_{n}_", n, "0");
        foreach (var pattern in (string[])
            [YealinkElements.Label, "Display_Name_{n}_", "User_ID_{n}_", "Auth_ID_{n}_", "Password_{n}_", "Proxy_{n}_", YealinkElements.Port, "SIP_Transport_{n}_", "Register_Expires_{n}_", "NAT_Mapping_Enable_{n}_", "Secure_Call_Setting", "Message_Waiting_{n}_", YealinkElements.Agent, "Voice_Mail_Number"])
        {
            profile.Set(pattern, n, YealinkFamily.Factory);
        }
    }

    private static void WriteCodecs(ProfileBuilder profile, RenderContext context, int n)
    {
        var names = PhoneCodecs.Of(context.Site.Asterisk.Codecs, context.Family.Codecs).Names;
        var source = context.Written("asterisk.codecs");
        foreach (var codec in YealinkElements.Codecs)
        {
            var place = names.IndexOf(codec);
            profile.Set($"Codec_{codec}_{{n}}_", n, YealinkPhoneSection.Flag(place >= 0), source);
            profile.Set($"Preference_{codec}_{{n}}_", n, place < 0 ? YealinkFamily.Factory : Text(place + 1), source);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Account(
        string Name, string User, string AuthUser, ConfigText Password, string Host, int Port, SipTransport Transport, TimeSpan Expires, bool Nat, bool HasMailbox, string? Voicemail,
        Diagnostics.SpecLocation Place);
}
