using System.Collections.Frozen;
using Reconciler.Core.Asterisk;

namespace Reconciler.Host.Ami;

/// <summary>The AMI actions that are used, and what each needs of Asterisk and of manager.conf.</summary>
internal static class AmiActions
{
    private static readonly FrozenDictionary<string, AmiActionNeeds> Needs = new Dictionary<string, AmiActionNeeds>(StringComparer.Ordinal)
    {
        ["ListCategories"] = new("config", "Asterisk's core"),
        ["GetConfig"] = new("config", "Asterisk's core"),
        ["CoreStatus"] = new("system", "Asterisk's core"),
        ["Reload"] = new("system", "Asterisk's core"),
        ["ShowDialPlan"] = new("config", "Asterisk's core"),
        ["PJSIPShowEndpoints"] = Pjsip,
        ["PJSIPShowEndpoint"] = Pjsip,
        ["PJSIPShowAuths"] = Pjsip,
        ["PJSIPShowAors"] = Pjsip,
        ["PJSIPShowContacts"] = Pjsip,
        ["PJSIPNotify"] = new(
            "system",
            "res_pjsip_notify",
            "make an empty pjsip_notify.conf beside pjsip.conf (the module does not load without it), then run \"module load res_pjsip_notify.so\" in Asterisk's console or restart it"),
        ["SIPpeers"] = ChanSip,
        ["SIPshowpeer"] = ChanSip,
        ["SIPnotify"] = ChanSip,
        ["VoicemailUsersList"] = new("reporting", "app_voicemail", "install and load app_voicemail.so"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static AmiActionNeeds Pjsip => new("system", "res_pjsip", "load the res_pjsip modules, or set asterisk.channel to sip");

    private static AmiActionNeeds ChanSip => new("system", "chan_sip", "load chan_sip.so (Asterisk 20 and older), or set asterisk.channel to pjsip");

    /// <summary>The actions without which a file cannot be activated and read back.</summary>
    public static IEnumerable<string> For(AsteriskModule module, bool notify)
    {
        if (module == AsteriskModule.Pjsip)
        {
            return [.. (string[])["PJSIPShowEndpoints", "PJSIPShowEndpoint", "PJSIPShowAuths", "PJSIPShowAors"], .. notify ? (string[])["PJSIPNotify"] : []];
        }

        if (module == AsteriskModule.ChanSip)
        {
            return [.. (string[])["SIPpeers", "SIPshowpeer"], .. notify ? (string[])["SIPnotify"] : []];
        }

        return module == AsteriskModule.Voicemail ? ["VoicemailUsersList"] : ["ShowDialPlan"];
    }

    /// <summary>The privileges and modules that an action needs.</summary>
    public static AmiActionNeeds NeedsOf(string action) => Needs.GetValueOrDefault(action) ?? new AmiActionNeeds("system", "a module");
}

/// <summary>The privileges and modules that an action needs.</summary>
/// <param name="Class">The class in the user's <c>write</c> line: AMI checks that one for every action, also those that only read.</param>
/// <param name="Module">The module that brings it.</param>
/// <param name="Remedy">The way out where it is missing.</param>
internal sealed record AmiActionNeeds(string Class, string Module, string Remedy = "update Asterisk to version 16 or later");
