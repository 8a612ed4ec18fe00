using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Sections;

/// <summary>Settings of all lines: who the phone says it is, address translation, voicemail and pickup.</summary>
internal static class SipSection
{
    public static void Write(ProfileBuilder profile, RenderContext context)
    {
        var site = context.Site;
        profile.Set("SIP_User_Agent_Name", "$VERSION");

        // Empty follows SIP_User_Agent_Name, so that REGISTER carries the tag.
        profile.Set("SIP_Reg_User_Agent_Name", "");
        profile.Set(context.Flat.TagElement, RevisionTag.UserAgent(context.RevisionTag));

        // Phones have these for all lines alike: a line that registers elsewhere may need them, too.
        var beyond = context.Phone.Registrars.FirstOrDefault(line => line.Registrar.Nat);
        var nat = RenderContext.YesNo(site.Asterisk.Nat || beyond is not null);
        var source = beyond?.Key ?? context.Written("asterisk.nat");
        profile.Set("Handle_VIA_rport", nat, source);
        profile.Set("Insert_VIA_rport", nat, source);
        profile.Set("Send_Resp_To_Src_Port", nat, source);
        profile.Set("Symmetric_RTP", nat, source);
        var encrypted = site.Asterisk.Srtp != SrtpUse.Off;
        var srtp = context.Written("asterisk.srtp");
        profile.Set("Secure_Call_Setting", RenderContext.YesNo(encrypted), srtp);

        // Asterisk speaks RFC 4568 only; the phones' own way of exchanging keys is the factory's.
        profile.Set("SRTP_Method", encrypted ? "s-descriptor" : "x-sipura", srtp);
        profile.Set("Voice_Mail_Number", site.Features.Voicemail?.Value ?? "", context.Written("features.voicemail"));
        profile.Set("Server_Type", "Asterisk");

        // The phone puts the watched extension in place of the #.
        var pickup = site.Features.DirectedPickup;
        profile.Set("Attendant_Console_Call_Pickup_Code", pickup is { } prefix ? prefix.Value + "#" : "", context.Written("features.directedPickup"));
    }
}
