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
    private readonly DeskPhone _phone;
    private PhoneWebServer? _web;

    public ImportPhoneTests()
    {
        KeyValuePair<string, string>[] held =
        [
            new("MAC_Address", "002584061156"), new("Product_Name", "SPA504G"), new("Enable_Web_Server", "Yes"),
            new("Web_Server_Port", _port.ToString(CultureInfo.InvariantCulture)), new("Admin_Passwd", Password),
            new("User_ID_1_", "151"), new("Display_Name_1_", "Fred"), new("Proxy_1_", "192.168.2.245"), new("Register_1_", "No"),
        ];
        var identity = new PhoneIdentity { Mac = "002584061156", ProductName = "SPA504G" };
        var memory = FactoryDefaults.For(identity).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in held)
        {
            memory[name] = value;
        }

        _phone = new DeskPhone(new FactoryPhone(identity, memory), DeskPhoneNetwork.Fixed(IPAddress.Loopback), TimeProvider.System);
        _folder.Write("admin.password", Password + "\n");
        _folder.Write("wrong.password", "wrong-canary-1\n");
    }

    private string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public async ValueTask InitializeAsync()
    {
        await _phone.BootAsync(TestContext.Current.CancellationToken);
        _web = new PhoneWebServer(_phone, _ => { });
    }

    public async ValueTask DisposeAsync()
    {
        await _web!.DisposeAsync();
        await _phone.DisposeAsync();
        _folder.Dispose();
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

    private static Task<Program> RunAsync(params string[] arguments) => Program.RunAsync(["import", "phone", .. arguments]);
}
