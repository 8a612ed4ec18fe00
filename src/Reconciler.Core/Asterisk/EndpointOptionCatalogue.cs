using System.Collections.Frozen;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Asterisk;

/// <summary>
/// The options that <c>asterisk.endpoint</c> may hold: known to every Asterisk that has the channel driver, 16 to 23 with pjsip and 16
/// to 20 with sip. Left out are those that name files of the host, set channel variables (which can call functions), or need more than
/// one option to work.
/// </summary>
/// <param name="Options">Those that may be given, and with which values.</param>
/// <param name="Managed">Those that Reconciler writes itself, and the keys of the specs that it follows from.</param>
internal sealed record EndpointOptionCatalogue(
    FrozenDictionary<string, EndpointOptionValue> Options, FrozenDictionary<string, string> Managed)
{
    /// <summary>The options of pjsip endpoints.</summary>
    public static EndpointOptionCatalogue Pjsip { get; } = new(
        Collect(
            (EndpointOptionValue.YesNo, """
                accept_multiple_sdp_answers aggregate_mwi allow_overlap allow_transfer allow_unauthenticated_options asymmetric_rtp_codec
                bind_rtp_to_media_address bundle direct_media disable_direct_media_on_nat fax_detect follow_early_media_fork force_avp
                g726_non_standard ice_support ignore_183_without_sdp inband_progress
                media_use_received_transport moh_passthrough mwi_subscribe_replaces_unsolicited notify_early_inuse_ringing
                one_touch_recording refer_blind_progress rpid_immediate rtcp_mux rtp_ipv6 send_connected_line send_diversion
                send_history_info send_pai send_rpid srtp_tag_32 suppress_q850_reason_headers t38_bind_udptl_to_media_address t38_udptl
                t38_udptl_ipv6 t38_udptl_nat trust_connected_line trust_id_inbound trust_id_outbound use_avpf use_ptime user_eq_phone
                """),
            (EndpointOptionValue.Text, """
                accountcode callerid_tag contact_user from_domain language message_context moh_suggest
                mwi_from_user named_call_group named_pickup_group record_off_feature record_on_feature sdp_session tone_zone
                transport voicemail_extension
                """),
            (EndpointOptionValue.AclName, "acl contact_acl"),
            (EndpointOptionValue.SipUser, "from_user"),
            (EndpointOptionValue.SdpField, "sdp_owner"),
            (EndpointOptionValue.Networks, "contact_deny contact_permit deny permit"),
            (EndpointOptionValue.Address, "media_address"),
            (EndpointOptionValue.Dscp, "tos_audio tos_video"),
            (EndpointOptionValue.Number(0, 7), "cos_audio cos_video"),
            (EndpointOptionValue.Number(0, 64), "max_audio_streams max_video_streams"),
            (EndpointOptionValue.Number(0, 9999), """
                device_state_busy_at fax_detect_timeout rtp_keepalive rtp_timeout rtp_timeout_hold t38_udptl_maxdatagram
                """),
            (EndpointOptionValue.Number(0, 86400), "sub_min_expiry"),
            (EndpointOptionValue.Number(90, 86400), "timers_min_se timers_sess_expires"),
            (EndpointOptionValue.Words("no", "yes", "required"), "100rel"),
            (EndpointOptionValue.Words("no", "yes", "required", "always"), "timers"),
            (EndpointOptionValue.Words("rfc4733", "inband", "info", "auto", "auto_info"), "dtmf_mode"),
            (EndpointOptionValue.Words("invite", "reinvite", "update"), "connected_line_method direct_media_method"),
            (EndpointOptionValue.Words("none", "outgoing", "incoming"), "direct_media_glare_mitigation"),
            (EndpointOptionValue.Words("none", "fec", "redundancy"), "t38_udptl_ec"),
            (EndpointOptionValue.Words("user", "uri_core", "uri_pjsip"), "redirect_method"),
            (EndpointOptionValue.Words("allowed", "prohib", "unavailable"), "callerid_privacy")),
        Keys(
            ("the extensions and phones themselves", "type aors auth outbound_auth identify_by"),
            ("asterisk.codecs", "allow disallow"),
            ("asterisk.context and context of an extension", "context subscribe_context"),
            ("asterisk.nat", "force_rport rewrite_contact rtp_symmetric"),
            ("name of an extension", "callerid"),
            ("voicemail of an extension", "mailboxes"),
            ("pickupGroup of an extension", "call_group pickup_group"),
            ("asterisk.srtp", "media_encryption media_encryption_optimistic"),
            ("blf keys", "allow_subscribe")));

    /// <summary>The options of chan_sip's peers.</summary>
    public static EndpointOptionCatalogue Sip { get; } = new(
        Collect(
            (EndpointOptionValue.YesNo, """
                allowoverlap avpf buggymwi callcounter discard_remote_hold_retrieval faxdetect force_avp g726nonstandard
                hasvoicemail icesupport ignore_requested_pref ignoresdpversion preferred_codec_only promiscredir rfc2833compensate
                rpid_immediate rpid_update subscribemwi supportpath t38pt_usertpsource textsupport trustrpid use_q850_reason usereqphone
                """),
            (EndpointOptionValue.Text, """
                accountcode acl cid_tag contactacl directmediaacl fromdomain fromuser language mohinterpret mohsuggest parkinglot tonezone
                vmexten
                """),
            (EndpointOptionValue.GroupNames, "namedcallgroup namedpickupgroup"),
            (EndpointOptionValue.Networks, "contactdeny contactpermit deny directmediadeny directmediapermit permit"),
            (EndpointOptionValue.Number(0, 9999), "busylevel keepalive maxforwards rtpholdtimeout rtpkeepalive rtptimeout"),
            (EndpointOptionValue.Number(1, 86400), "qualifyfreq"),
            (EndpointOptionValue.Number(90, 86400), "session-expires session-minse"),
            (EndpointOptionValue.Number(100, 60000), "maxcallbitrate timerb timert1"),
            (EndpointOptionValue.Words("yes", "no"), "qualify"),
            (EndpointOptionValue.Words("yes", "no", "never"), "progressinband"),
            (EndpointOptionValue.Words("yes", "no", "always"), "videosupport"),
            (EndpointOptionValue.Words("yes", "no", "nonat", "update", "outgoing"), "directmedia"),
            (EndpointOptionValue.Words("yes", "no", "pai", "rpid"), "sendrpid"),
            (EndpointOptionValue.Words("yes", "no", "legacy"), "trust_id_outbound"),
            (EndpointOptionValue.Words("yes", "no", "redundancy", "fec", "none"), "t38pt_udptl"),
            (EndpointOptionValue.Words("rfc2833", "inband", "info", "shortinfo", "auto"), "dtmfmode"),
            (EndpointOptionValue.Words("originate", "accept", "refuse"), "session-timers"),
            (EndpointOptionValue.Words("uac", "uas"), "session-refresher")),
        Keys(
            ("the extensions and phones themselves", "type host secret md5secret remotesecret username defaultuser regext regexten"),
            ("asterisk.codecs", "allow disallow"),
            ("asterisk.context and context of an extension", "context subscribecontext"),
            ("asterisk.nat", "nat"),
            ("name of an extension", "callerid cid_number fullname"),
            ("voicemail of an extension", "mailbox"),
            ("pickupGroup of an extension", "callgroup pickupgroup"),
            ("asterisk.transport", "transport"),
            ("asterisk.srtp", "encryption"),
            ("blf keys", "allowsubscribe")));

    public static EndpointOptionCatalogue Of(SipChannel channel) => channel == SipChannel.Pjsip ? Pjsip : Sip;

    private static FrozenDictionary<string, EndpointOptionValue> Collect(params (EndpointOptionValue Value, string Names)[] groups) =>
        groups.SelectMany(g => Split(g.Names).Select(name => KeyValuePair.Create(name, g.Value))).ToFrozenDictionary(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Keys(params (string Key, string Names)[] groups) =>
        groups.SelectMany(g => Split(g.Names).Select(name => KeyValuePair.Create(name, g.Key))).ToFrozenDictionary(StringComparer.Ordinal);

    private static string[] Split(string names) => names.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
