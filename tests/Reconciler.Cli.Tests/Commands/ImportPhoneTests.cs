using System.Globalization;
using System.Net;
using Reconciler.Testing;
using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Cli.Tests.Commands;

/// <summary><c>import phone</c>: what a phone on the network holds, by its own web server.</summary>
public sealed class ImportPhoneTests : IAsyncLifetime
{
    private const string Password = "admin-canary-9Zq";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Tcp();
    private DeskPhone _phone;
    private PhoneWebServer? _web;

    public ImportPhoneTests()
    {
        _phone = Make("SPA504G");
        _folder.Write("admin.password", Password + "\n");
        _folder.Write("wrong.password", "wrong-canary-1\n");
    }

    private DeskPhone Make(string product)
    {
        KeyValuePair<string, string>[] held =
        [
            new("MAC_Address", "002584061156"), new("Product_Name", product), new("Enable_Web_Server", "Yes"),
            new("Web_Server_Port", _port.ToString(CultureInfo.InvariantCulture)), new("Admin_Passwd", Password),
            new("User_ID_1_", "151"), new("Display_Name_1_", "Fred"), new("Proxy_1_", "192.168.2.245"), new("Register_1_", "No"),
        ];
        var identity = new PhoneIdentity { Mac = "002584061156", ProductName = product };
        var memory = FactoryDefaults.For(identity).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in held)
        {
            memory[name] = value;
        }

        return new DeskPhone(new FactoryPhone(identity, memory), DeskPhoneNetwork.Fixed(IPAddress.Loopback), TimeProvider.System);
    }

    private string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public async ValueTask InitializeAsync()
    {
        await _phone.BootAsync(TestContext.Current.CancellationToken);
        _web = new PhoneWebServer(_phone, _ => { });
    }

    public async ValueTask DisposeAsync()
    {
        await DisposePhoneAsync();
        _folder.Dispose();
    }

    private async Task DisposePhoneAsync()
    {
        await _web!.DisposeAsync();
        await _phone.DisposeAsync();
    }

    [Fact]
    public async Task Phone_ThatRuns_BecomesSpecsThatValidate_AndItsPasswordStandsNowhere()
    {
        var program = await RunAsync(Address, "--password-file", _folder.PathOf("admin.password"), "--out", _folder.PathOf("specs"), "--secrets", _folder.PathOf("secrets"));

        Assert.True(program.ExitCode == 0, program.Out + program.Error);
        Assert.StartsWith("1 phone, 1 extension", program.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await Program.RunAsync("validate", _folder.PathOf("specs"))).ExitCode);
        var specs = Directory.GetFiles(_folder.PathOf("specs"), "*", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        Assert.Contains(specs, text => text.Contains("00:25:84:06:11:56", StringComparison.OrdinalIgnoreCase) && text.Contains("SPA504G", StringComparison.Ordinal));
        Assert.DoesNotContain(Password, string.Concat(specs) + program.Out + program.Error, StringComparison.Ordinal);
    }

    /// <summary>The page that a family shows its settings on is found without being told the family.</summary>
    [Theory]
    [InlineData("SPA942", "SPA942")]
    [InlineData("PAP2T", "PAP2T")]
    [InlineData("CP-8841-3PCC", "CP-8841-3PCC")]
    public async Task Phone_OfEachFamilyThatShowsItsSettings_BecomesSpecs(string product, string model)
    {
        await UseAsync(product);

        var program = await RunAsync(Address, "--password-file", _folder.PathOf("admin.password"), "--out", _folder.PathOf("specs"), "--secrets", _folder.PathOf("secrets"));

        Assert.True(program.ExitCode == 0, program.Out + program.Error);
        Assert.Contains($"model: {model}", await File.ReadAllTextAsync(_folder.PathOf("specs/phones/desks.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, (await Program.RunAsync("validate", _folder.PathOf("specs"))).ExitCode);
    }

    [Fact]
    public async Task Phone_ThatShowsItsSettingsOnNoPage_IsToldWithThePagesAndWithWhatToDo()
    {
        await UseAsync("ATA192");

        var program = await RunAsync(Address, "--password-file", _folder.PathOf("admin.password"), "--out", _folder.PathOf("specs"));

        Assert.Equal(2, program.ExitCode);
        Assert.Contains($"{Address} shows its settings neither at /admin/spacfg.xml nor at /admin/cfg.xml", program.Error, StringComparison.Ordinal);
        Assert.Contains("ATA191 and ATA192 show them to no digest: have each send them to a web server by its Report_Rule", program.Error, StringComparison.Ordinal);
        Assert.Contains("Yealink T3x, T4x and T5x phones show them to a browser alone: export them there", program.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("specs")));
    }

    [Theory]
    [InlineData(null, "asks for the administrator's password; name a file")]
    [InlineData("wrong.password", "refuses the administrator's password")]
    [InlineData("none.password", "cannot be read")]
    public async Task Password_ThatIsNotThePhones_IsToldAndNothingIsWritten(string? file, string says)
    {
        string[] password = file is null ? [] : ["--password-file", _folder.PathOf(file)];

        var program = await RunAsync([Address, .. password, "--out", _folder.PathOf("specs")]);

        Assert.Equal(2, program.ExitCode);
        Assert.Contains(says, program.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", program.Out + program.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("specs")));
    }

    [Theory]
    [InlineData("127.0.0.1:1", "cannot be asked")]
    [InlineData("admin:secret@127.0.0.1", "is no address of a phone")]
    [InlineData("127.0.0.1/x?", "is no address of a phone")]
    [InlineData("192.168.2.0/24", "is no address of a phone")]
    public async Task Address_ThatIsNoPhones_IsTold(string address, string says)
    {
        var program = await RunAsync(address, "--check");

        Assert.Equal(2, program.ExitCode);
        Assert.Contains(says, program.Error, StringComparison.Ordinal);
    }

    private async Task UseAsync(string product)
    {
        await DisposePhoneAsync();
        _phone = Make(product);
        await InitializeAsync();
    }

    private static Task<Program> RunAsync(params string[] arguments) => Program.RunAsync(["import", "phone", .. arguments]);
}
