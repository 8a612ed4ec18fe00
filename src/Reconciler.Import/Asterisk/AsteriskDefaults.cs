using System.Collections.Frozen;

namespace Reconciler.Import.Asterisk;

/// <summary>Asterisk's own values of options, by its documentation: one that a file says all the same says nothing.</summary>
internal static class AsteriskDefaults
{
    private static readonly FrozenDictionary<string, string> Pjsip = Read("""
        100rel=yes accept_multiple_sdp_answers=no aggregate_mwi=yes allow_overlap=yes allow_transfer=yes asymmetric_rtp_codec=no bind_rtp_to_media_address=no
        bundle=no cos_audio=0 cos_video=0 device_state_busy_at=0 fax_detect=no follow_early_media_fork=yes force_avp=no g726_non_standard=no ice_support=no
        inband_progress=no max_audio_streams=1 max_video_streams=1 media_encryption=no media_encryption_optimistic=no media_use_received_transport=no
        moh_passthrough=no mwi_subscribe_replaces_unsolicited=no notify_early_inuse_ringing=no one_touch_recording=no refer_blind_progress=yes rpid_immediate=no
        rtcp_mux=no rtp_keepalive=0 rtp_timeout=0 rtp_timeout_hold=0 send_connected_line=yes send_diversion=yes send_pai=no send_rpid=no
        suppress_q850_reason_headers=no t38_udptl=no timers=yes timers_min_se=90 timers_sess_expires=1800 trust_id_inbound=no trust_id_outbound=no use_avpf=no
        use_ptime=no user_eq_phone=no webrtc=no
        """);

    private static readonly FrozenDictionary<string, string> Aor = Read("authenticate_qualify=no default_expiration=3600 qualify_timeout=3.0 support_path=no");

    private static readonly FrozenDictionary<string, string> Sip = Read("""
        avpf=no encryption=no faxdetect=no force_avp=no icesupport=no port=5060 qualifyfreq=60 rtcp_mux=no sendrpid=no session-timers=accept transport=udp trustrpid=no
        deny=0.0.0.0/0.0.0.0 permit=0.0.0.0/0.0.0.0 videosupport=inherit
        """);

    // Of options that the specs always say. Where a file says them, they are read for what they mean, and not passed over.
    private static readonly FrozenDictionary<string, string> Written = Read("""
        allow_subscribe=yes dtmf_mode=rfc4733 direct_media=yes force_rport=yes rewrite_contact=no rtp_symmetric=no max_contacts=0 remove_existing=no qualify_frequency=0
        minimum_expiration=60 maximum_expiration=7200 callcounter=no qualify=no directmedia=yes dtmfmode=rfc2833 encryption=no
        """);

    /// <summary>The value that Asterisk takes where nothing is written, of an option that the specs render; none is "".</summary>
    public static string UsualOf(string option)
    {
        var name = option.ToLowerInvariant();
        return Written.GetValueOrDefault(name) ?? Pjsip.GetValueOrDefault(name) ?? Aor.GetValueOrDefault(name) ?? "";
    }

    public static bool IsDefault(string type, string option, string value, bool isChanSip)
    {
        var table = type == "aor" ? Aor : isChanSip ? Sip : Pjsip;
        return type != "auth" && table.TryGetValue(option.ToLowerInvariant(), out var usual) && Plain(usual) == Plain(value);
    }

    /// <summary>Asterisk takes several words for yes and no.</summary>
    public static string Plain(string value) => value.ToLowerInvariant() switch
    {
        "true" or "on" or "1" => "yes",
        "false" or "off" or "0" => "no",
        var other => other,
    };

    private static FrozenDictionary<string, string> Read(string table) =>
        table.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(e => e.Split('=', 2)).ToFrozenDictionary(e => e[0], e => e[1], StringComparer.Ordinal);
}
