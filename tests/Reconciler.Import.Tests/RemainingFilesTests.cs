using Reconciler.Import.Inputs;

namespace Reconciler.Import.Tests;

/// <summary>The rest of Asterisk's own files, and an Asterisk that was asked in place of them.</summary>
public sealed class RemainingFilesTests
{
    private const string Pjsip = """
        ; ours
        [transport-udp]
        type = transport
        protocol = udp
        [desk](!)
        type = endpoint
        context = office
        [shared](!)
        disallow = all
        allow = ulaw

        ; Paula
        [201](desk,shared)
        auth = 201
        aors = 201
        [201]
        type = auth
        username = 201
        password = gH7kq2Lm9x
        [201]
        type = aor
        max_contacts = 1
        [201](+)
        qualify_frequency = 30

        ; the line to the outside
        [provider](shared)
        type = endpoint
        aors = provider
        [provider]
        type = aor
        contact = sip:provider.example
        """;

    private const string Plan = """
        [globals]
        A = 1
        [office]
        include => outbound
        exten => 201,hint,PJSIP/201
        exten => 201,1,Dial(PJSIP/201,20,t)
         same => n,Hangup()
        ; the clock
        exten => *60,1,Answer()
         same => n,SayUnixTime()
        [from-provider]
        exten => 4930555,1,Dial(PJSIP/201,15,rt)
        """;

    private const string Boxes = "[default]\n201 => 4711,Paula\n999 => 4712,Nobody\n";

    [Fact]
    public void AsteriskFiles_KeepWhatIsTheAdministrators_AndIncludeWhatIsPublished()
    {
        var files = Import().AsteriskFiles;

        Assert.Equal("""
            ; ours
            [transport-udp]
            type = transport
            protocol = udp
            [shared](!)
            disallow = all
            allow = ulaw

            ; Paula

            ; the line to the outside
            [provider](shared)
            type = endpoint
            aors = provider
            [provider]
            type = aor
            contact = sip:provider.example
            #tryinclude reconciler/current/pjsip.conf

            """.ReplaceLineEndings("\n"), files["etc/pjsip.conf"]);
        Assert.Equal("[globals]\nA = 1\n[office]\n; the clock\nexten => *60,1,Answer()\n same => n,SayUnixTime()\n#tryinclude reconciler/current/extensions.conf\n", files["etc/extensions.conf"]);
        Assert.Equal("[default]\n999 => 4712,Nobody\n#tryinclude reconciler/current/voicemail.conf\n", files["etc/voicemail.conf"]);
    }

    [Fact]
    public void OptionsThatTheFilesDoNotHave_AreNamed()
    {
        var findings = Import().Findings.Select(f => f.ToString()).ToList();

        Assert.Contains("etc/pjsip.conf:13: note: direct_media becomes \"no\", of which the file says nothing.", findings);
        Assert.DoesNotContain(findings, f => f.Contains("dtmf_mode", StringComparison.Ordinal));
    }

    [Fact]
    public void RunningAsterisk_GivesTheSpecsThatItsFilesGive_AndSaysWhatIsInNone()
    {
        var running = new RunningPbx("127.0.0.1:5038", [
            File("pjsip.conf",
                ("201", "disallow=all|allow=ulaw|type=endpoint|context=office|auth=201|aors=201"), ("201", "type=auth|username=201|password=gH7kq2Lm9x"),
                ("201", "type=aor|max_contacts=1|qualify_frequency=30"), ("202", "type=endpoint|auth=201|aors=201")),
            File("extensions.conf",
                ("globals", "A=1"), ("office", "include=outbound|exten=201,hint,PJSIP/201|exten=201,1,Dial(PJSIP/201,20,t)|same=n,Hangup()"), ("from-provider", "exten=4930555,1,Dial(PJSIP/201,15,rt)")),
            File("voicemail.conf", ("default", "201=4711,Paula")),
        ], new HashSet<string>(["201", "db-9"], StringComparer.Ordinal));

        var asked = FleetImport.Run(new ImportRequest { Files = [], Running = running with { Files = [running.Files[0] with { Sections = [.. running.Files[0].Sections.Take(3)] }, .. running.Files.Skip(1)] }, Reader = ImportedSite.Reader });
        var both = FleetImport.Run(new ImportRequest { Files = [], Running = running, Reader = ImportedSite.Reader }).Findings.Select(f => f.ToString()).ToList();

        Assert.Equal(Import().Specs, asked.Specs);
        Assert.Contains("Asterisk at 127.0.0.1:5038: not carried over: The device db-9 runs, and no .conf file has it: it comes of a database, or its section was removed and not reloaded.", asked.Findings.Select(f => f.ToString()));
        Assert.Contains("pjsip.conf [202]: note: The device 202 is in the file and does not run: Asterisk refused it (its log says why), or has not been reloaded since.", both);
    }

    private static ImportResult Import() => ImportedSite.Import(("etc/pjsip.conf", Pjsip), ("etc/extensions.conf", Plan), ("etc/voicemail.conf", Boxes));

    private static ParsedFile File(string name, params (string Name, string Lines)[] sections) => new(
        name, [.. sections.Select(s => new ParsedSection(s.Name, [.. s.Lines.Split('|').Select(l => new KeyValuePair<string, string>(l[..l.IndexOf('=', StringComparison.Ordinal)], l[(l.IndexOf('=', StringComparison.Ordinal) + 1)..]))]))]);
}
