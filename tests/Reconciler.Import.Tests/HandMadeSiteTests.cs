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

    /// <summary>Names in any case, <c>=></c> for <c>=</c>, an addition to a section above, and of a key that is there twice the last one.</summary>
    [Fact]
    public void OddSpellings_AreReadAsAsteriskReadsThem()
    {
        var result = ImportedSite.Import(("sip.conf", "[a](!)\nTYPE = Friend\nHost=>Dynamic\n[301](a)\nSecret=first-1\nsecret=>last\\;one-2 ; not this\n[302](a)\nsecret=the-other-3\n[301](+)\nCallerID=>Hall <301>\n"));

        Assert.Equal(["Hall", null], ImportedSite.Fleet(result.Specs).Extensions.Select(e => e.Spec.Name?.Value));
        Assert.Equal("last;one-2", result.Secrets["301.secret"]);
    }

    [Fact]
    public void Registrations_AreListedAtTheirLinesWithoutTheirSecrets()
    {
        var result = ImportedSite.Import(("sip.conf", "[general]\nregister => 4930:trunk-canary@sip.provider.example/4930\n" + Sip["[general]\n".Length..]), ("more.conf", More));

        Assert.Contains(result.Findings, f => f.ToString() == "sip.conf:2: not carried over: The registration at sip.provider.example stays in the administrator's own file.");
        Assert.DoesNotContain("trunk-canary", string.Concat(result.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void PasswordThatIsADigestOnly_IsToldOfAnExtensionAndNotOfATrunk()
    {
        var result = ImportedSite.Import(("sip.conf", "[301]\ntype=friend\nhost=dynamic\nmd5secret=0c74fb1d1a5f5c4f2a4e0d4b3bb0f0d4\ncallerid=Hall <301>\n"));

        Assert.Equal("301", Assert.Single(ImportedSite.Fleet(result.Specs).Extensions).Number.ToString());
        Assert.Contains(result.Findings, f => f is { File: "sip.conf", Line: 1 } && f.Message.Contains("as a digest only", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Findings, f => f.Message.Contains("derive:", StringComparison.Ordinal));
    }

    [Fact]
    public void FeatureCodes_InWhatThePhonesContextIncludes_AreTheSites_AndASecondOneIsListed()
    {
        const string Features = "[office]\ninclude => features\nexten => 201,1,Dial(SIP/201,20)\n[features]\nexten => *98,1,VoiceMailMain()\nexten => *97,1,VoiceMailMain()\nexten => *8,1,Pickup()\n";

        var result = ImportedSite.Import(("sip.conf", Sip), ("more.conf", More), ("extensions.conf", Features));

        var site = ImportedSite.Fleet(result.Specs).Site;
        Assert.Equal(("*98", "*8"), (site.Features.Voicemail?.Value, site.Features.GroupPickup?.Value));
        Assert.Contains(result.Findings, f => f is { Kind: FindingKind.Left, File: "extensions.conf", Line: 6 } && f.Message.StartsWith("*97 in [features]", StringComparison.Ordinal));
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

    /// <summary>Some settings stand among what a phone tells of itself, and are settings all the same.</summary>
    [Fact]
    public void PhonesOwnState_IsNeitherCarriedOverNorTold()
    {
        var dump = Dump(PhoneModel.Usual[0])
            .Replace("<Syslog_Server ua=\"na\">", "<Hook_State group=\"Info/PSTN_Line_Status\">On</Hook_State>\n  <Syslog_Server group=\"Info/System_Information\">", StringComparison.Ordinal);

        var result = ImportedSite.Import(("spacfg.xml", dump));

        Assert.DoesNotContain("Hook_State", string.Concat(result.Findings) + string.Concat(result.Specs.Values), StringComparison.Ordinal);
        Assert.Contains("10.1.1.9", string.Concat(result.Specs.Values), StringComparison.Ordinal);
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
