using System.Globalization;
using System.Text.Json;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Servers;
using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Acceptance.Phones;

/// <summary>One office with devices of every family: the shipped program and a real Asterisk tell each in its own way, prove what it runs, and lead it in waves to a change and to a firmware.</summary>
public sealed class FamilyRolloutTests(ITestOutputHelper output)
{
    private const int First = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly Device[] Devices =
    [
        new("SPA942", "SPA942", "5.1.10", "6.1.5", "spa942-6-1-5.bin"),
        new("PAP2T", "PAP2T", "5.1.5", "5.1.6", "pap2t-5-1-6.bin"),
        new("SPA2102", "SPA2102", "5.2.10", "5.2.12", "spa2102-5-2-12.bin"),
        new("SPA122", "SPA122", "1.3.5", "1.4.1", "spa122-1-4-1.bin"),
        new("ATA192", "ATA192", "11.1.0", "11.2.4", "ata192-11-2-4.bin"),
        new("CP-6821-3PCC", "CP-6821-3PCC", "11.0.1", "11.3.1", "sip68xx.11-3-1MPP-678.loads"),
        new("CP-7841-3PCC", "CP-7841-3PCC", "11.0.1", "11.3.1", "sip78xx.11-3-1MPP-678.loads"),
        new("CP-8841-3PCC", "CP-8841-3PCC", "11.0.1", "11.3.1", "sip88xx.11-3-1MPP-678.loads"),
        new("T46S", "SIP-T46S", "66.85.0.5", "66.86.0.15", "T46S-66.86.0.15.rom"),
        new("T54W", "SIP-T54W", "96.85.0.5", "96.86.0.75", "T54W-96.86.0.75.rom"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Office_OfEveryFamily_IsToldAndProved_InWavesToAChange_AndToItsFirmware()
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var office = new PhoneOffice(asterisk, "pjsip", "{ resync: notify, refresh: 1s, rate: 50/s }", FilesOf("Old", withFirmware: false));
        await using var images = await TftpdServer.StartAsync(office.Served, Cancellation);
        foreach (var device in Devices)
        {
            office.PutFirmware(device.Image);
        }

        office.Repository.Commit("Every family", ("site.yaml", SiteOf(office, images)));
        await office.StartAgentAsync(Cancellation);
        foreach (var (index, device) in Devices.Index())
        {
            await office.PlugInAsync(First + index, Cancellation, device.Product, device.Old);
        }

        await UntilAsync(office, "all have converged", async () =>
            (await office.ReadAsync(Cancellation)).GetProperty("counts").TryGetProperty("converged", out var count) && count.GetInt32() == Devices.Length);
        Assert.All(office.Phones, phone => Assert.Matches("cfg/[0-9a-f]{8}", phone.Phone.Lines[1].Account.RegistrationUserAgent));

        office.Repository.Commit("Rename all", FilesOf("New", withFirmware: false));
        office.Hurry();
        await AssertInWavesAsync(office, "a name", phone => phone.Lines[1].Account.DisplayName == "New");
        Assert.All(office.Phones, phone => Assert.Equal((1, 1), (phone.Phone.Notified, phone.Resyncs)));

        office.Repository.Commit("Upgrade all", FilesOf("New", withFirmware: true));
        office.Hurry();
        await AssertInWavesAsync(office, "a firmware", phone => phone.Memory.Identity.SoftwareVersion == DeviceOf(phone).New);
        foreach (var (index, device) in Devices.Index())
        {
            // The last wave ends the rollout, so that nobody waits for its proof.
            await office.AwaitAsync(First + index, p => p.GetProperty("firmware").GetProperty("running").GetString() == device.New, $"a {device.Model} is seen with its firmware", Cancellation);
        }

        Assert.Equal(office.Repository.Head, (await office.StatusAsync(Cancellation)).GetProperty("published").GetString());
    }

    /// <summary>The canary first, then half of all, then the rest; over once the last has it.</summary>
    private async Task AssertInWavesAsync(PhoneOffice office, string what, Func<DeskPhone, bool> has)
    {
        var seen = new List<int>();
        await UntilAsync(office, $"all have {what}", async () =>
        {
            var having = office.Phones.Count(phone => phone.Phone.Lines.ContainsKey(1) && has(phone.Phone));
            if (seen.Count == 0 || seen[^1] != having)
            {
                seen.Add(having);
            }

            return having == Devices.Length && (await office.StatusAsync(Cancellation)).GetProperty("rollout").ValueKind == JsonValueKind.Null;
        });
        output.WriteLine($"{what}: {string.Join(", ", seen)}");
        Assert.Contains(1, seen);
        Assert.Contains(Devices.Length / 2, seen);
        Assert.Equal(seen.Order(), seen);
        Assert.True(has(office.Phones[0].Phone));
    }

    private static Device DeviceOf(DeskPhone phone) => Devices.Single(d => d.Product == phone.Memory.Identity.ProductName);

    private static (string Path, string Text)[] FilesOf(string name, bool withFirmware) =>
    [
        .. Devices.SelectMany((device, i) => new (string, string)[]
        {
            ($"extensions/{First + i}.yaml", $"extension: {PhoneOffice.ExtensionOf(First + i)}\nname: {name}\n"),
            ($"phones/{First + i}.yaml", $"mac: \"{PhoneOffice.MacOf(First + i)}\"\nmodel: {device.Model}\n{(withFirmware ? $"firmware: \"{device.New}\"\n" : "")}keys: [{PhoneOffice.ExtensionOf(First + i)}]\n"),
        }),
    ];

    private static string SiteOf(PhoneOffice office, TftpdServer images)
    {
        var lines = office.SiteFile.TrimEnd('\n').Split('\n').Where(line => !line.StartsWith("models:", StringComparison.Ordinal)).Select(line => line.Split(':')[0] switch
        {
            "provisioning" => line.Replace(" }", $", firmwareUrl: \"tftp://{images.EndPoint}\" }}", StringComparison.Ordinal),
            "firmware" => $"firmware: {{ {string.Join(", ", Devices.Select(d => $"{d.Model}: {{ \"{d.New}\": {d.Image} }}"))} }}",
            _ => line,
        });
        return string.Create(
            CultureInfo.InvariantCulture, $"{string.Join('\n', lines)}\nrollout: {{ waves: [ {{ canary: [\"{PhoneOffice.MacOf(First)}\"] }}, 50% ], settle: 1s, deadline: 2m, onFailure: hold }}\n");
    }

    private static async Task UntilAsync(PhoneOffice office, string what, Func<Task<bool>> condition)
    {
        try
        {
            await Eventually.HoldsAsync(what, Patience, condition, Cancellation);
        }
        catch (TimeoutException exception)
        {
            var last = string.Join(", ", office.Phones.Select(p => $"{p.Phone.Memory.Identity.ProductName} {p.Phone.Trace[^1]}"));
            throw new TimeoutException($"{exception.Message}; {last}\n{office.AgentLog}\n{string.Join('\n', office.Phones.SelectMany(p => p.Phone.Trace))}", exception);
        }
    }

    private sealed record Device(string Model, string Product, string Old, string New, string Image);
}
