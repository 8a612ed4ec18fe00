using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Servers;
using Reconciler.Testing.SimulatedPhone;
using Reconciler.Testing.SimulatedPhone.Sip;

namespace Reconciler.Acceptance.Takeover;

/// <summary>
/// A running Asterisk and twelve registered phones that a person configured by hand, taken over by <c>import</c> and the first run: while phones register all
/// the time and a call stands, no REGISTER is refused, no registration is lost and the call goes on.
/// </summary>
public sealed partial class TakeoverTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(22, "pjsip")]
    [InlineData(16, "sip")]
    public async Task HandMadeOffice_IsTakenOver_WithoutALostRegistrationOrCall(int version, string channel)
    {
        using var folder = new TemporaryFolder();
        folder.OpenToEveryone();
        var served = folder.MakeFolder("srv");
        await using var asterisk = AsteriskRig.Prepare(new AsteriskRigOptions { Version = version, AmiRead = "system,security" });
        await using var tftpd = await TftpdServer.StartAsync(served, Cancellation);
        var office = new HandMadeOffice(channel, channel == "sip" ? asterisk.ChanSipPort : asterisk.PjsipPort, tftpd.EndPoint.Port);
        office.WriteTo(asterisk);
        foreach (var (path, text) in office.Profiles())
        {
            folder.Write("srv/" + path, text);
        }

        folder.Write("phones.csv", HandMadeOffice.Inventory);
        await asterisk.StartAsync(Cancellation);
        await using var phones = await PlugInAsync(tftpd.EndPoint.Port);
        await using var events = await RegistrationEvents.ListenAsync(asterisk.Ami, Cancellation);
        phones.Start();
        var (call, called) = await ConnectAsync(phones, 3, 4);
        using var site = new TakenOverSite(folder, asterisk);

        var imported = await site.ImportAsync(Cancellation);
        output.WriteLine(imported);
        await site.AssertRunningSaysTheSameAsync(Cancellation);
        await site.AdoptAsync("spa504G.cfg", Cancellation);
        await site.AdoptAsync("spa525G.cfg", Cancellation);
        await site.AdoptAsync("spa509G.cfg", Cancellation);
        await site.AdoptAsync("xml", Cancellation, "--folder");
        site.PutAsteriskFilesInPlace();
        var refused = await site.RunAsync(["reconcile"], Cancellation);
        Assert.Contains("phones: [office]", refused.Output + refused.Errors, StringComparison.Ordinal);
        Assert.Equal(7, refused.ExitCode);
        site.GrantContexts();
        await site.AssertPlanIsAllowedAsync(Cancellation);
        var had = await WhatRunsAsync(asterisk, channel, phones);
        var before = phones.Accepted;
        var run = await site.RunAsync(["reconcile"], Cancellation);

        output.WriteLine(run.Output + run.Errors);
        Assert.True(run.ExitCode == 0, $"reconcile ended with {run.ExitCode}:\n{run.Output}{run.Errors}\n{asterisk.Log}");
        await Eventually.HoldsAsync("all have registered since", Patience, () => Task.FromResult(phones.Accepted > before + (3 * phones.All.Count)), Cancellation);
        Assert.Equal((CallState.Answered, CallState.Answered), (call.State, called.State));
        Assert.Contains("2 active channels", await asterisk.RunCliAsync("core show channels count", Cancellation), StringComparison.Ordinal);
        foreach (var phone in phones.All)
        {
            await Eventually.HoldsAsync("the phone was told to fetch", Patience, () => phones.BetweenAsync(() => phone.TickAsync(Cancellation), Cancellation), Cancellation);
        }

        before = phones.Accepted;
        await Eventually.HoldsAsync("all have registered with what they fetched", Patience, () => Task.FromResult(phones.Accepted > before + (3 * phones.All.Count)), Cancellation);
        Assert.All(phones.All, p => Assert.Contains(" cfg/", p.Memory["SIP_User_Agent_Name"], StringComparison.Ordinal));
        Assert.Equal((CallState.Answered, CallState.Answered), (call.State, called.State));
        AssertNothingChangedBut(imported, had, await WhatRunsAsync(asterisk, channel, phones));
        await site.AssertNothingLeftToDoAsync(Cancellation);
        await call.HangUpAsync(Cancellation);
        await called.ReachesAsync(CallState.Ended, Cancellation);
        (call, called) = await ConnectAsync(phones, 5, 6);
        await called.HangUpAsync(Cancellation);
        await call.ReachesAsync(CallState.Ended, Cancellation);

        await phones.StopAsync();
        output.WriteLine($"{phones.Accepted} REGISTERs accepted, {phones.Refused.Count} refused; {events.Heard} events of Asterisk, {events.Lost.Count} of a registration lost");
        Assert.Empty(phones.Refused);
        Assert.Empty(events.Lost);
    }

    /// <summary>Asterisk's and the phones' memory now, by names that the import's report uses: an option of a device, an element of a phone.</summary>
    private static async Task<Dictionary<string, string>> WhatRunsAsync(AsteriskRig asterisk, string channel, RegisteringPhones phones)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var extension in HandMadeOffice.Extensions)
        {
            var shown = await asterisk.RunCliAsync($"{(channel == "pjsip" ? "pjsip show endpoint" : "sip show peer")} {extension}", Cancellation);
            foreach (var parts in shown.Split('\n').Select(l => l.Split(" : ", 2, StringSplitOptions.TrimEntries)).Where(p => p.Length == 2 && !p[0].Contains('/', StringComparison.Ordinal)))
            {
                // chan_sip's console shortens an option's name, and tells beside options how the phone is just now: how fast it answers, and the tag of its profile.
                if (parts[0] is not ("Status" or "Useragent"))
                {
                    all[$"{extension} {parts[0].Replace("Subscr.Cont.", "subscribecontext", StringComparison.Ordinal)}"] = parts[1];
                }
            }
        }

        foreach (var phone in phones.All)
        {
            foreach (var (name, value) in phone.Memory.Values)
            {
                all[$"{phone.Memory.Identity.Mac} <{name}>"] = value;
            }
        }

        return all;
    }

    /// <summary>Each difference is one that the import's report named.</summary>
    private void AssertNothingChangedBut(string report, Dictionary<string, string> had, Dictionary<string, string> has)
    {
        var changed = has.Where(h => had.GetValueOrDefault(h.Key) != h.Value).Select(h => (Name: h.Key.Split(' ', 2)[1], From: had.GetValueOrDefault(h.Key), To: h.Value)).Distinct().ToList();
        foreach (var (name, from, to) in changed)
        {
            output.WriteLine($"changed: {name}: \"{from}\" to \"{to}\"");
        }

        Assert.Empty(changed.Where(c => !report.Contains(Numbered().Replace(c.Name, "_n_"), StringComparison.Ordinal) && !report.Contains(c.Name, StringComparison.Ordinal)).Select(c => c.Name).Distinct());
    }

    [GeneratedRegex("_[0-9]+_", RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

    private static async Task<RegisteringPhones> PlugInAsync(int tftpPort)
    {
        var (phones, time) = (new RegisteringPhones(), new FakeTimeProvider());
        var network = RandomNumberGenerator.GetInt32(1, 250);
        for (var i = 0; i < HandMadeOffice.Extensions.Count; i++)
        {
            var address = IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"127.79.{network}.{i + 1}"));
            var identity = new PhoneIdentity { Mac = HandMadeOffice.MacOf(i), ProductName = HandMadeOffice.ModelOf(i) };
            var phone = new DeskPhone(new FactoryPhone(identity), DeskPhoneNetwork.Fixed(address, string.Create(CultureInfo.InvariantCulture, $"tftp://127.0.0.1:{tftpPort}/spa{identity.ShortProductName}.cfg")), time);
            phones.Add(phone);
            await phone.BootAsync(Cancellation);
        }

        time.Advance(TimeSpan.FromSeconds(10));
        foreach (var phone in phones.All)
        {
            await phone.TickAsync(Cancellation);
            Assert.True(phone.Lines.Count == 1 && phone.Lines[1].IsRegistered, string.Join('\n', phone.Trace));
        }

        return phones;
    }

    private static async Task<(SipCall Call, SipCall Called)> ConnectAsync(RegisteringPhones phones, int caller, int other)
    {
        var call = phones.All[caller].Lines[1].Call(HandMadeOffice.Extensions[other], Cancellation);
        var called = await phones.All[other].Lines[1].NextCallAsync(Cancellation);
        await called.AnswerAsync(Cancellation);
        await call.ReachesAsync(CallState.Answered, Cancellation);
        return (call, called);
    }
}
