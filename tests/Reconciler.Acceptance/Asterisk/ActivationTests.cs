using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Acceptance.Asterisk;

/// <summary>Reload and read back on a real Asterisk: what every channel driver and version has to pass.</summary>
public abstract class ActivationTests(PbxBench bench, SipChannel channel)
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected PbxBench Bench => bench;

    private string Device => channel == SipChannel.Pjsip ? "endpoint" : "peer";

    private string SipFile => AsteriskModule.ForChannel(channel).File;

    [Fact]
    public async Task Office_Reloaded_ReadsBackClean()
    {
        await bench.ResetAsync();
        await using var control = bench.Control();
        var office = OfficeConfiguration.Small(channel);
        Assert.Empty(await control.CheckSyntaxAsync(bench.Stage(office), Cancellation));

        await bench.ActivateAsync(control, office);

        Assert.Empty(await control.ReadBackAsync(office, previous: null, Cancellation));
    }

    [Fact]
    public async Task ThousandExtensions_Reloaded_ReadBackClean()
    {
        await bench.ResetAsync();
        await using var control = bench.Control();
        var office = OfficeConfiguration.With(channel, Enumerable.Range(1000, 1000).Select(n => new OfficeExtension(n) { HasMailbox = n % 2 == 0 }));

        await bench.ActivateAsync(control, office);

        Assert.Empty(await control.ReadBackAsync(office, previous: null, Cancellation));
        await bench.ActivateAsync(control, OfficeConfiguration.Small(channel));
        Assert.Empty(await control.ReadBackAsync(OfficeConfiguration.Small(channel), office, Cancellation));
    }

    [Fact]
    public async Task Change_OfEveryKind_ReadsBackCleanAgainstThePrevious()
    {
        await bench.ResetAsync();
        await using var control = bench.Control();
        var before = OfficeConfiguration.Small(channel);
        await bench.ActivateAsync(control, before);
        Assert.Empty(await control.ReadBackAsync(before, previous: null, Cancellation));
        var after = OfficeConfiguration.With(
            channel,
            new OfficeExtension(151) { Name = "Frieda", HasMailbox = true, Context = "lobby", Rotation = 2 },
            new OfficeExtension(153) { HasMailbox = true });

        await bench.ActivateAsync(control, after);

        Assert.Empty(await control.ReadBackAsync(after, before, Cancellation));
    }

    [Fact]
    public async Task EarlierLine_OfTheAdministrator_IsCaughtThoughReloadSaidSuccess()
    {
        await bench.ResetAsync();
        bench.InsertBeforeInclude("extensions.conf", "[fxsgroup]\nexten => 152,1,NoOp(mine)");
        await using var control = bench.Control(inHurry: true);
        var office = OfficeConfiguration.Small(channel);

        await bench.ActivateAsync(control, office);
        var problems = await control.ReadBackAsync(office, previous: null, Cancellation);

        var problem = Assert.Single(problems);
        Assert.Equal("extension 152@fxsgroup priority 1", problem.Subject);
        Assert.Contains("NoOp(mine)", problem.Message, StringComparison.Ordinal);
        Assert.Contains("another file defines it first", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NameOfMailbox_SetBeforeByTheAdministrator_IsCaught()
    {
        await bench.ResetAsync();
        bench.InsertBeforeInclude("voicemail.conf", "[default]\n151 => 4711,Somebody Else,x151@example.com");
        await using var control = bench.Control(inHurry: true);
        var office = OfficeConfiguration.Small(channel);

        await bench.ActivateAsync(control, office);
        var problems = await control.ReadBackAsync(office, previous: null, Cancellation);

        var problem = Assert.Single(problems);
        Assert.Equal("mailbox 151@default", problem.Subject);
        Assert.Equal("Its name is \"Somebody Else\", not \"Fred\".", problem.Message);
    }

    [Fact]
    public async Task Removed_ButKeptByTheAdministrator_IsSeenStillThere()
    {
        await bench.ResetAsync();
        var before = OfficeConfiguration.Small(channel);
        await using var control = bench.Control(inHurry: true);
        await bench.ActivateAsync(control, before);
        var after = OfficeConfiguration.With(channel, new OfficeExtension(151) { Name = "Fred", HasMailbox = true });
        bench.Append(SipFile, channel == SipChannel.Pjsip ? "[152]\ntype = endpoint" : "[152]\ntype = friend\nhost = dynamic");

        await bench.ActivateAsync(control, after);
        var problems = await control.ReadBackAsync(after, before, Cancellation);

        var problem = Assert.Single(problems);
        Assert.Equal($"{Device} 152", problem.Subject);
        Assert.Contains("still has it", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IncludeLine_Missing_IsOneProblemAFileThatNamesTheLine()
    {
        await bench.ResetAsync();
        foreach (var file in (string[])[SipFile, "extensions.conf", "voicemail.conf"])
        {
            bench.Rig.WriteFile(file, bench.Rig.ReadFile(file).Replace("#tryinclude", "; ", StringComparison.Ordinal));
        }

        await using var control = bench.Control(inHurry: true);
        var office = OfficeConfiguration.With(channel, new OfficeExtension(151) { HasMailbox = true }, new OfficeExtension(152) { HasMailbox = true });

        await bench.ActivateAsync(control, office);
        var problems = await control.ReadBackAsync(office, previous: null, Cancellation);

        Assert.Equal([.. ((string[])["voicemail.conf", SipFile, "extensions.conf"])], problems.Select(p => p.Subject));
        Assert.All(problems, p => Assert.Contains($"#tryinclude reconciler/current/{p.Subject}", p.Hint, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SyntaxError_InAStagedFile_IsSeenBeforeTheSwitch()
    {
        await bench.ResetAsync();
        var paths = bench.Stage(OfficeConfiguration.Small(channel));
        bench.Rig.WriteFile(paths[0], $"[151\nsecret = {OfficeConfiguration.Canary}\n");
        await using var control = bench.Control();

        var problems = await control.CheckSyntaxAsync(paths, Cancellation);

        var problem = Assert.Single(problems);
        Assert.Equal(SipFile, problem.Subject);
        Assert.DoesNotContain(OfficeConfiguration.Canary, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnparseableFile_Switched_IsSeenThoughReloadSaidSuccess()
    {
        await bench.ResetAsync();
        var office = OfficeConfiguration.Small(channel);
        await using var control = bench.Control(inHurry: true);
        bench.Publish(office);
        bench.Rig.WriteFile("reconciler/current/extensions.conf", "[fxsgroup\n");

        await control.ReloadAsync([AsteriskModule.Voicemail, AsteriskModule.ForChannel(channel), AsteriskModule.Dialplan], Cancellation);
        var problems = await control.ReadBackAsync(office, previous: null, Cancellation);

        Assert.Equal("extensions.conf", Assert.Single(problems).Subject);
    }

    [Fact]
    public async Task BrokenDialplan_OfTheAdministrator_IsAProblemOfTheReload()
    {
        await bench.ResetAsync();
        bench.Append("extensions.conf", "#include \"not-there.conf\"");
        await using var control = bench.Control();

        var problems = await control.ReloadAsync([AsteriskModule.Dialplan], Cancellation);

        Assert.Equal("extensions.conf", Assert.Single(problems).Subject);
    }
}
