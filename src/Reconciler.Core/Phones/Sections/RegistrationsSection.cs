using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Sections;

/// <summary>Every line that the model can register; those without an extension are switched off and emptied.</summary>
internal static class RegistrationsSection
{
    private const int FirstSipPort = 5060;

    public static void Write(ProfileBuilder profile, RenderContext context)
    {
        var asterisk = context.Site.Asterisk;
        var shared = new LineValues(
            SipTransports.Proxy(asterisk.Host.Value, asterisk.Port, asterisk.Transport),
            SipTransports.Element(asterisk.Transport),
            ((long)asterisk.RegisterExpires.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            RenderContext.YesNo(asterisk.Nat),
            DialPlan.For(context.Model, context.Settings.DialPlan?.Value, context.Site.Emergency),
            PhoneCodecs.Of(asterisk.Codecs, context.Family.Codecs),
            Places.Of(context));
        for (var n = 1; n <= context.Model.Registrations; n++)
        {
            var registrar = context.Phone.Registrars.FirstOrDefault(r => r.Index == n);
            if (registrar is not null)
            {
                RegistrarSection.Write(profile, context, registrar);
            }
            else
            {
                WriteIdentity(profile, context, n, context.Phone.Registrations.FirstOrDefault(r => r.Index == n), shared);
                WriteTransport(profile, n, shared);
            }

            profile.Set("Register_{n}_", n, "Yes");
            profile.Set("SIP_Port_{n}_", n, (FirstSipPort + n - 1).ToString(CultureInfo.InvariantCulture));

            // A NOTIFY that tells the phone to fetch or restart has to answer its challenge; Asterisk does.
            profile.Set("Auth_Resync-Reboot_{n}_", n, "Yes");
            WriteCodecs(profile, n, shared);
            profile.Set("Dial_Plan_{n}_", n, shared.DialPlan, shared.Places.DialPlan);
        }
    }

    private static void WriteIdentity(ProfileBuilder profile, RenderContext context, int n, Registration? registration, LineValues shared)
    {
        profile.Set("Use_Auth_ID_{n}_", n, "No");
        profile.Set("Auth_ID_{n}_", n, "");
        if (registration is null)
        {
            profile.Set("Line_Enable_{n}_", n, "No");
            profile.Set("Display_Name_{n}_", n, "");
            profile.Set("User_ID_{n}_", n, "");
            profile.Set("Password_{n}_", n, "");
            profile.Set("Proxy_{n}_", n, "");
            profile.Set("Mailbox_ID_{n}_", n, "");
            return;
        }

        var extension = registration.Extension;
        var number = extension.Number.Value.ToString();
        profile.Set("Line_Enable_{n}_", n, "Yes", registration.Key);
        profile.Set("Display_Name_{n}_", n, registration.DisplayName.Value, registration.DisplayName.Location);
        profile.Set("User_ID_{n}_", n, SipLogin.Of(extension), extension.User?.Location ?? registration.Key);
        profile.Set("Password_{n}_", n, context.Secrets.Resolve(extension.Secret.Value), extension.Secret.Location);
        profile.Set("Proxy_{n}_", n, shared.Proxy, shared.Places.Host);
        profile.Set(
            "Mailbox_ID_{n}_",
            n,
            registration.Mailbox?.Value ?? (extension.Voicemail is null ? "" : number),
            registration.Mailbox?.Location ?? extension.Voicemail?.Location);
    }

    private static void WriteTransport(ProfileBuilder profile, int n, LineValues shared)
    {
        profile.Set("Register_Expires_{n}_", n, shared.Expires, shared.Places.RegisterExpires);
        profile.Set("SIP_Transport_{n}_", n, shared.Transport, shared.Places.Transport);
        profile.Set("NAT_Mapping_Enable_{n}_", n, shared.Nat, shared.Places.Nat);
        profile.Set("NAT_Keep_Alive_Enable_{n}_", n, shared.Nat, shared.Places.Nat);
    }

    private static void WriteCodecs(ProfileBuilder profile, int n, LineValues shared)
    {
        var codecs = shared.Codecs;
        var source = shared.Places.Codecs;
        profile.Set("Preferred_Codec_{n}_", n, codecs.At(0), source);
        profile.Set("Second_Preferred_Codec_{n}_", n, codecs.At(1), source);
        profile.Set("Third_Preferred_Codec_{n}_", n, codecs.At(2), source);
        profile.Set("Use_Pref_Codec_Only_{n}_", n, "No");
        profile.Set("G722_Enable_{n}_", n, codecs.Enable("G722"), source);
        profile.Set("G729a_Enable_{n}_", n, codecs.Enable("G729a"), source);
        profile.Set("G726-32_Enable_{n}_", n, codecs.Enable("G726-32"), source);
        profile.Set("G711u_Enable_{n}_", n, codecs.Enable("G711u"), source);
        profile.Set("G711a_Enable_{n}_", n, codecs.Enable("G711a"), source);
    }

    /// <summary>Values that all lines of a phone share.</summary>
    private sealed record LineValues(string Proxy, string Transport, string Expires, string Nat, string DialPlan, PhoneCodecs Codecs, Places Places);

    /// <summary>Where the specs say what all lines share; null: nowhere, it is built in.</summary>
    private sealed record Places(SpecLocation Host, SpecLocation? Transport, SpecLocation? RegisterExpires, SpecLocation? Nat, SpecLocation? Codecs, SpecLocation? DialPlan)
    {
        public static Places Of(RenderContext context) => new(
            context.Site.Asterisk.Host.Location,
            context.Written("asterisk.transport"),
            context.Written("asterisk.registerExpires"),
            context.Written("asterisk.nat"),
            context.Written("asterisk.codecs"),
            context.Settings.DialPlan?.Location ?? context.Written("emergency"));
    }
}
