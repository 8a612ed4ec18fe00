using System.Text;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Tests;

/// <summary>Sites that people set up by hand, in the manner of what is found in the wild.</summary>
public sealed class HandMadeSiteTests
{
    private const string Sip = """
        [general]
        context = public
        disallow = all
        allow = ulaw
        [desk](!)            ; every phone of the house
        type = friend
        host = dynamic
        context = office
        qualify = yes
        dtmfmode = rfc2833
        directmedia = no
        callcounter = yes
        nat = no
        callgroup = 1
        pickupgroup = 1
        [201](desk)
        secret = gH7kq2Lm9x
        callerid = "Paula Winter" <201>
        mailbox = 201@default
        [202](desk)
        secret = p0s\;semicolon
        callerid = "Workshop" <202>
        #include "more.conf"
        [provider]
        type = peer
        host = sip.provider.example
        """;

    private const string More = "[203](desk)\nsecret = zzTop991\ncallerid = Hall <203>\n;-- a\nblock --;\n";

    private const string Plan = """
        [globals]
        FRONT = SIP/201
        [office]
        include => outside
        exten => 201,hint,SIP/201
        exten => 201,1,Dial(${FRONT},20,t)
         same => n,VoiceMail(201@default,u)
         same => n,Hangup()
        exten => 202,1,Dial(SIP/202,30)
        exten => 203,1,Dial(SIP/203,30)
        exten => 300,1,Dial(SIP/201&SIP/202,25,rt)
         same => n,VoiceMail(201@default,u)
        exten => *98,1,VoiceMailMain(${CALLERID(num)}@default)
        exten => _9.,1,Dial(SIP/provider/${EXTEN:1})
        [from-provider]
        exten => 4930555,1,Goto(office,300,1)
        exten => 4930556,1,Dial(SIP/203,15,rt)
         same => n,Hangup()
        """;

    [Fact]
    public void ChanSipOffice_BecomesExtensionsGroupsAndRoutes()
    {
        var result = ImportedSite.Import(("sip.conf", Sip), ("more.conf", More), ("extensions.conf", Plan), ("voicemail.conf", "[default]\n201 => 4711,Paula Winter,paula@example.com\n"));

        var fleet = ImportedSite.Fleet(result.Specs);
        Assert.Equal(["201", "202", "203"], fleet.Extensions.Select(e => e.Number.ToString()));
        Assert.Equal("Paula Winter", fleet.Extensions[0].Name);
        Assert.Equal("p0s;semicolon", result.Secrets["202.secret"]);
        Assert.Equal("4711", result.Secrets["201.pin"]);
        Assert.Equal(SipChannel.Sip, fleet.Site.Asterisk.Channel.Value);
        Assert.Equal(["201", "202"], Assert.Single(fleet.Groups).Ring.Select(r => r.Value));
        Assert.Equal(["4930555", "4930556"], fleet.Routes.Select(r => r.Did.Value));
        Assert.Equal("*98", fleet.Site.Features.Voicemail?.Value);
        Assert.Contains(result.Findings, f => f is { Kind: FindingKind.Left, File: "sip.conf" } && f.Message.Contains("[provider]", StringComparison.Ordinal));
        Assert.Contains(result.Findings, f => f is { Kind: FindingKind.Left, File: "extensions.conf" } && f.Message.StartsWith("_9. in [office]", StringComparison.Ordinal));
    }

    [Fact]
    public void PjsipWithTemplatesAndWizards_BecomesExtensions()
    {
        const string Pjsip = """
            [transport-udp]
            type=transport
            [phone](!)
            type=endpoint
            context=inside
            disallow=all
            allow=g722,alaw
            direct_media=no
            [alice](phone)
            auth=alice-auth
            aors=alice
            callerid=Alice <301>
            [alice-auth]
            type=auth
            username=alice
            password=wonder-land
            [alice]
            type=aor
            max_contacts=1
            [302]
            type=wizard
            accepts_auth=yes
            accepts_registrations=yes
            inbound_auth/username=302
            inbound_auth/password=bobs-secret
            endpoint/context=inside
            endpoint/allow=g722,alaw
            endpoint/callerid=Bob <302>
            """;

        var result = ImportedSite.Import(("pjsip.conf", Pjsip), ("extensions.conf", "[inside]\nexten => 301,1,Dial(PJSIP/alice,40,rT)\nexten => 302,1,Dial(PJSIP/302)\n"));

        var fleet = ImportedSite.Fleet(result.Specs);
        Assert.Equal(["alice", "302"], fleet.Extensions.Select(e => SipLogin.Of(e.Spec)));
        Assert.Equal("wonder-land", result.Secrets["301.secret"]);
        Assert.Equal(["g722", "alaw"], fleet.Site.Asterisk.Codecs.Select(c => c.Value));
    }

    [Fact]
    public void Keys_BecomeTypedKeys()
    {
        var profile = Profile(
            ("User_ID_1_", "201"), ("Password_1_", "gH7kq2Lm9x"), ("Display_Name_1_", "Paula Winter"), ("Proxy_1_", "10.1.1.5"), ("Extension_1_", "1"), ("Short_Name_1_", "$USER"),
            ("Attendant_Console_Call_Pickup_Code", "**#"),
            ("Extension_2_", "Disabled"), ("Extended_Function_2_", "fnc=blf+sd+cp;sub=202@$PROXY;nme=Workshop"),
            ("Extension_3_", "Disabled"), ("Extended_Function_3_", "fnc=sd;ext=*98@$PROXY;nme=Messages"),
            ("Extension_4_", "Disabled"), ("Extended_Function_4_", "fnc=acd;vid=1;nme=Agent"),
            ("Unit_1_Key_2", "fnc=prk;sub=701@$PROXY;nme=Slot"));

        var result = ImportedSite.Import(("phones.csv", "mac;model\n001122334455;SPA504G\n"), ("spa001122334455.cfg", profile));

        var phone = Assert.Single(ImportedSite.Fleet(result.Specs).Phones).Phone.Spec;
        Assert.IsType<LineKeySpec>(phone.Keys[0]);
        Assert.Equal("202", Assert.IsType<BlfKeySpec>(phone.Keys[1]).Extension.Value);
        Assert.Equal("*98", Assert.IsType<SpeedDialKeySpec>(phone.Keys[2]).Number.Value);
        Assert.Equal("fnc=acd;vid=1;nme=Agent", Assert.IsType<FunctionKeySpec>(phone.Keys[3]).Function.Value);
        Assert.Equal("701", Assert.IsType<ParkKeySpec>(phone.Console[1]).Place?.Value);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void DumpOfAPhone_IsCarriedOverButForWhatIsListed(string name)
    {
        Assert.True(PhoneModel.TryParse(name, out var model));
        var dump = Dump(model);

        var result = ImportedSite.Import(("spacfg.xml", dump));

        Assert.Empty(result.Findings.Where(f => f.Kind == FindingKind.Refused).Select(f => f.ToString()));
        Assert.True(result.Counts.Same >= result.Counts.Elements * 0.95, $"{result.Counts.Same} of {result.Counts.Elements} are the same.");
        Assert.True(result.Findings.Count(f => f.Kind == FindingKind.Left) >= result.Counts.Elements - result.Counts.Same, "Something is not listed.");
        var spec = result.Specs["phones/desks.yaml"];
        Assert.Equal(ParameterCatalogue.Of(PhoneModel.Usual[0]).Find("Time_Format")!.IsSeenOn(model), spec.Contains("timeFormat: \"24hr\"", StringComparison.Ordinal));
        Assert.Contains("timeZone: Europe/Berlin", spec, StringComparison.Ordinal);
        Assert.DoesNotContain("DTMF_Tx_Method", spec, StringComparison.Ordinal);
    }

    public static TheoryData<string> Models { get; } = [.. PhoneModel.Usual.Select(m => m.Name)];

    /// <summary>Everything that a new phone of the model has, with a few things changed at its web pages; its passwords are hidden.</summary>
    private static string Dump(PhoneModel model)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in ParameterCatalogue.Of(PhoneModel.Usual[0]).All.Where(p => p.IsSeenOn(model)))
        {
            foreach (var name in parameter.Expand(model.Registrations))
            {
                values[name] = parameter.DefaultOn(model) ?? "";
            }
        }

        foreach (var (name, value) in new[]
        {
            ("Product_Name", model.Name), ("MAC_Address", "001122334455"), ("Serial_Number", "CCQ1"), ("Proxy_1_", "10.1.1.5"), ("User_ID_1_", "201"), ("Display_Name_1_", "Paula Winter"),
            ("Line_Enable_1_", "Yes"), ("Password_1_", "********"), ("Voice_Mail_Number", "*98"), ("Time_Zone", "GMT+01:00"), ("Daylight_Saving_Time_Enable", "Yes"),
            ("Daylight_Saving_Time_Rule", "start=3/-1/7/2:0:0;end=10/-1/7/3:0:0;save=1"), ("Time_Format", "24hr"), ("Ringer_Volume", "4"), ("Syslog_Server", "10.1.1.9"),
        })
        {
            values[name] = value;
        }

        return Profile([.. values.Select(v => (v.Key, v.Value))]);
    }

    private static string Profile(params (string Name, string Value)[] elements)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<flat-profile>\n");
        foreach (var (name, value) in elements)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  <{name} ua=\"na\">{System.Security.SecurityElement.Escape(value)}</{name}>\n");
        }

        return text.Append("</flat-profile>\n").ToString();
    }
}
