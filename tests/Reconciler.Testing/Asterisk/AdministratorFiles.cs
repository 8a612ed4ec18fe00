using System.Globalization;

namespace Reconciler.Testing.Asterisk;

/// <summary>The files of an administrator who has a small PBX and includes what Reconciler publishes.</summary>
internal static class AdministratorFiles
{
    // They take ports that are the same for every Asterisk of the machine, or (the voicemail variants) the actions of app_voicemail.
    private static readonly string[] NoLoad =
    [
        "app_voicemail_odbc.so", "app_voicemail_imap.so", "chan_iax2.so", "chan_mgcp.so", "chan_skinny.so", "chan_unistim.so", "pbx_dundi.so",
    ];

    public static IEnumerable<(string Name, string Text)> For(AsteriskRigOptions options, AsteriskRig rig, string innerPath)
    {
        yield return ("asterisk.conf", $"""
            [directories]
            astetcdir => {innerPath}/etc
            astrundir => {innerPath}/run
            astlogdir => {innerPath}/log
            astspooldir => {innerPath}/spool
            astdbdir => {innerPath}/db
            [options]
            execincludes = yes

            """);
        yield return ("manager.conf", string.Create(CultureInfo.InvariantCulture, $"""
            [general]
            enabled = yes
            bindaddr = {options.Address}
            port = {rig.AmiPort}
            [{AsteriskRig.AmiUsername}]
            secret = {AsteriskRig.AmiSecret}
            read = {options.AmiRead}
            write = {options.AmiWrite}

            """));
        yield return ("modules.conf", "[modules]\nautoload = yes\n" + string.Concat(NoLoad.Concat(options.NoLoad).Select(m => $"noload = {m}\n")));
        yield return ("logger.conf", "[general]\n[logfiles]\nfull => notice,warning,error\n");
        yield return ("rtp.conf", "[general]\n");
        yield return ("pjsip.conf", string.Create(CultureInfo.InvariantCulture, $"""
            [transport-udp]
            type = transport
            protocol = udp
            bind = {options.Address}:{rig.PjsipPort}
            #tryinclude reconciler/current/pjsip.conf

            """));
        yield return ("sip.conf", string.Create(CultureInfo.InvariantCulture, $"""
            [general]
            udpbindaddr = {options.Address}:{rig.ChanSipPort}
            #tryinclude reconciler/current/sip.conf

            """));
        yield return ("extensions.conf", "[general]\nstatic = yes\nwriteprotect = yes\n[outbound]\nexten => _9X.,1,Hangup()\n#tryinclude reconciler/current/extensions.conf\n");
        yield return ("voicemail.conf", "[general]\nformat = wav\n#tryinclude reconciler/current/voicemail.conf\n");
        if (options.NotifyFile)
        {
            yield return ("pjsip_notify.conf", "");
        }
    }
}
