using System.Globalization;
using System.Text;
using Reconciler.Testing.Asterisk;

namespace Reconciler.Acceptance.Takeover;

/// <summary>An office of twelve phones as a person sets one up who knows Asterisk and has never heard of Reconciler: its files, written by hand.</summary>
internal sealed class HandMadeOffice(string channel, int sipPort, int tftpPort)
{
    /// <summary>The administrator's own extension, which stays his.</summary>
    public const string Clock = "*60";

    private const int First = 201;

    private static readonly string[] Names =
    [
        "Paula Winter", "Omar Said", "Workshop", "Hall", "Jörg Ätz", "Reception", "Meeting room", "Ken O'Neil", "Lab 1", "Lab 2", "Store", "Night guard",
    ];

    public static IReadOnlyList<string> Extensions { get; } = [.. Enumerable.Range(First, Names.Length).Select(Text)];

    /// <summary>Three kinds of phones, in turns.</summary>
    public static string ModelOf(int index) => (index % 3) switch { 0 => "SPA504G", 1 => "SPA525G", _ => "SPA509G" };

    public static string MacOf(int index) => string.Create(CultureInfo.InvariantCulture, $"00258400aa{index:x2}");

    /// <summary>The table that the office keeps of its phones.</summary>
    public static string Inventory => "MAC;Model;Room\n" + string.Concat(Names.Select((name, i) => $"{MacOf(i)};{ModelOf(i)};{name}\n"));

    /// <summary>Asterisk's files, to be added to those that it starts with.</summary>
    public void WriteTo(AsteriskRig asterisk)
    {
        asterisk.WriteFile("pjsip.conf", $"""
            [transport-udp]
            type = transport
            protocol = udp
            bind = {asterisk.Address}:{Text(asterisk.PjsipPort)}

            {(channel == "pjsip" ? Pjsip() : "")}
            """);
        asterisk.WriteFile("sip.conf", $"""
            [general]
            udpbindaddr = {asterisk.Address}:{Text(asterisk.ChanSipPort)}
            context = nowhere

            {(channel == "sip" ? Sip() : "")}
            """);
        asterisk.WriteFile("extensions.conf", Dialplan());
        asterisk.WriteFile("voicemail.conf", "[general]\nformat = wav\n\n[default]\n" + string.Concat(Boxes().Select(b => $"{b.Number} => {b.Pin},{b.Name},{b.Number}@example.com\n")));
    }

    /// <summary>The TFTP folder's files: one for each model, which sends each phone to a file of its own.</summary>
    public IEnumerable<(string Path, string Text)> Profiles()
    {
        foreach (var model in Enumerable.Range(0, 3).Select(ModelOf))
        {
            yield return ($"spa{model["SPA".Length..]}.cfg", $"""
                <flat-profile>
                <!-- all our {model} -->
                <Profile_Rule>tftp://127.0.0.1:{Text(tftpPort)}/xml/spa$MA.xml</Profile_Rule>
                <Resync_Periodic>10</Resync_Periodic>
                </flat-profile>

                """);
        }

        for (var i = 0; i < Names.Length; i++)
        {
            yield return ($"xml/spa{MacOf(i)}.xml", Profile(i));
        }
    }

    public static string PasswordOf(int index) => string.Create(CultureInfo.InvariantCulture, $"hand-made-{index}-canary");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<(string Number, string Pin, string Name)> Boxes() =>
        Names.Select((name, i) => (Extensions[i], string.Create(CultureInfo.InvariantCulture, $"47{i:00}"), name)).Take(8);

    private string Device(string extension) => $"{(channel == "pjsip" ? "PJSIP" : "SIP")}/{extension}";

    private static string Pjsip()
    {
        var text = new StringBuilder("""
            ; every phone of the house
            [desk](!)
            type = endpoint
            context = office
            disallow = all
            allow = g722,ulaw,alaw
            direct_media = no
            call_group = 1
            pickup_group = 1
            [desk-auth](!)
            type = auth
            auth_type = userpass
            [desk-aor](!)
            type = aor
            max_contacts = 1
            remove_existing = yes
            qualify_frequency = 60
            maximum_expiration = 3600

            """);
        for (var i = 0; i < Names.Length; i++)
        {
            var number = Extensions[i];
            text.Append(CultureInfo.InvariantCulture, $"""

                ; {Names[i]}
                [{number}](desk)
                auth = {number}
                aors = {number}
                callerid = "{Names[i]}" <{number}>
                {(i < 8 ? $"mailboxes = {number}@default\n" : "")}[{number}](desk-auth)
                username = {number}
                password = {PasswordOf(i)}
                [{number}](desk-aor)

                """);
        }

        return text.Append("\n; the line to the outside\n[provider]\ntype = endpoint\ncontext = from-provider\naors = provider\ndisallow = all\nallow = ulaw\n[provider]\ntype = aor\ncontact = sip:127.0.0.1:9\n").ToString();
    }

    private static string Sip()
    {
        var text = new StringBuilder("""
            ; every phone of the house
            [desk](!)
            type = friend
            host = dynamic
            context = office
            disallow = all
            allow = g722,ulaw,alaw
            directmedia = no
            dtmfmode = rfc2833
            qualify = yes
            nat = no
            callcounter = yes
            callgroup = 1
            pickupgroup = 1

            """);
        for (var i = 0; i < Names.Length; i++)
        {
            var number = Extensions[i];
            text.Append(CultureInfo.InvariantCulture, $"""

                ; {Names[i]}
                [{number}](desk)
                secret = {PasswordOf(i)}
                callerid = "{Names[i]}" <{number}>
                {(i < 8 ? $"mailbox = {number}@default\n" : "")}
                """);
        }

        return text.Append("\n; the line to the outside\n[provider]\ntype = peer\nhost = 127.0.0.9\ncontext = from-provider\n").ToString();
    }

    private string Dialplan()
    {
        var text = new StringBuilder("[general]\nstatic = yes\nwriteprotect = yes\n\n[outbound]\nexten => _9X.,1,Hangup()\n\n[office]\ninclude => outbound\n");
        for (var i = 0; i < Names.Length; i++)
        {
            var number = Extensions[i];
            text.Append(CultureInfo.InvariantCulture, $"exten => {number},hint,{Device(number)}\nexten => {number},1,Dial({Device(number)},25,tT)\n");
            text.Append(i < 8 ? $" same => n,VoiceMail({number}@default,u)\n same => n,Hangup()\n" : " same => n,Hangup()\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"exten => 300,1,Dial({Device("201")}&{Device("202")}&{Device("203")},20,tT)\n same => n,Hangup()\n");
        text.Append("exten => *97,1,VoiceMailMain(${CALLERID(num)}@default)\n same => n,Hangup()\n");
        text.Append(CultureInfo.InvariantCulture, $"; the talking clock\nexten => {Clock},1,Answer()\n same => n,SayUnixTime()\n same => n,Hangup()\n");
        return text.Append("\n[from-provider]\nexten => 4930555,1,Goto(office,300,1)\n").ToString();
    }

    private string Profile(int index)
    {
        var (number, neighbour) = (Extensions[index], Extensions[(index + 1) % Names.Length]);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <flat-profile>
            <!-- {Names[index]} -->
            <Station_Name>{Names[index]}</Station_Name>
            <Line_Enable_1_>Yes</Line_Enable_1_>
            <SIP_Port_1_>5060</SIP_Port_1_>
            <Proxy_1_>127.0.0.1:{sipPort}</Proxy_1_>
            <User_ID_1_>{number}</User_ID_1_>
            <Display_Name_1_>{Names[index]}</Display_Name_1_>
            <Short_Name_1_>{number}</Short_Name_1_>
            <Password_1_>{PasswordOf(index)}</Password_1_>
            <Register_Expires_1_>600</Register_Expires_1_>
            <Voice_Mail_Number>*97</Voice_Mail_Number>
            <Extension_1_>1</Extension_1_>
            <Extension_2_>Disabled</Extension_2_>
            <Extended_Function_2_>fnc=blf+sd;sub={neighbour}@127.0.0.1:{sipPort};ext={neighbour}@127.0.0.1:{sipPort}</Extended_Function_2_>
            <Short_Name_2_>{Names[(index + 1) % Names.Length]}</Short_Name_2_>
            <Dial_Plan_1_>([x*#].)</Dial_Plan_1_>
            <Time_Zone>GMT+01:00</Time_Zone>
            <Profile_Rule>tftp://127.0.0.1:{tftpPort}/xml/spa$MA.xml</Profile_Rule>
            <Resync_Periodic>3600</Resync_Periodic>
            </flat-profile>

            """);
    }
}
