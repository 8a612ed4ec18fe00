using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Reconciler.Testing;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Reconciler.Cli.Tests.Commands;

/// <summary><c>show</c>: the settings of a softphone. A decoder that knows nothing of ours reads the codes back.</summary>
public sealed partial class ShowCommandTests : IDisposable
{
    private readonly OfficeHost _host = new();
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _host.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Show_ToAPipe_SaysAllButThePassword()
    {
        await _host.ReconcileAsync();

        var shown = await _host.RunAsync("show", "151");

        Assert.Equal(0, shown.ExitCode);
        foreach (var line in (string[])["user                 151", "transport            UDP", "port                 5060", "SRTP (SDES)          off", "codecs               g722, ulaw, alaw"])
        {
            Assert.Contains(line + "\n", shown.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(await PasswordAsync(), shown.Output + shown.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--password")]
    [InlineData("--qr", "acrobits", "--code", "SHOP")]
    [InlineData("--qr", "sessiontalk")]
    [InlineData("--format", "linphone")]
    public async Task Password_ToAPipe_IsExitCode2AndShowsNothing(params string[] options)
    {
        await _host.ReconcileAsync();

        var shown = await _host.RunAsync(["show", "151", .. options]);

        Assert.Equal((2, ""), (shown.ExitCode, shown.Output));
        Assert.Contains("--out FILE", shown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_OnATerminal_IsWhatAsteriskHas()
    {
        await _host.ReconcileAsync();

        var shown = await OnATerminalAsync("151", "--password");

        Assert.Contains($"password             {await PasswordAsync()}", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_IntoAFile_IsItsOwnersAlone()
    {
        await _host.ReconcileAsync();
        var file = _folder.PathOf("151.txt");

        Assert.Equal(0, (await _host.RunAsync("show", "151", "--password", "--out", file)).ExitCode);
        var again = await _host.RunAsync("show", "151", "--password", "--out", file);

        Assert.Contains(await PasswordAsync(), await File.ReadAllTextAsync(file, Token), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(2, again.ExitCode);
    }

    [Fact]
    public async Task AcrobitsCode_IsReadByADecoder_FromTheFileAndFromTheTerminal()
    {
        await _host.ReconcileAsync();
        var file = _folder.PathOf("151.svg");

        Assert.Equal(0, (await _host.RunAsync("show", "151", "--qr", "acrobits", "--code", "SHOP*", "--out", file)).ExitCode);
        var shown = await OnATerminalAsync("151", "--qr", "acrobits", "--code", "SHOP*");

        var expected = $"csc:151:{await PasswordAsync()}@SHOP*";
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(expected, Decode(OfSvg(await File.ReadAllTextAsync(file, Token))));
        Assert.Equal(expected, Decode(OfBlocks(shown.Output)));
    }

    [Fact]
    public async Task SessionTalkCode_HoldsTheAccount()
    {
        await _host.ReconcileAsync();
        var file = _folder.PathOf("151.svg");

        await _host.RunAsync("show", "151", "--qr", "sessiontalk", "--code", "Shop", "--out", file);

        var parts = Decode(OfSvg(await File.ReadAllTextAsync(file, Token))).Split('|');
        var account = JsonDocument.Parse(parts[1]).RootElement.GetProperty("sipaccounts")[0];
        Assert.Equal("scloc:Shop", parts[0]);
        Assert.Equal(("151", await PasswordAsync(), "UDP"), (account.GetProperty("sipusername").GetString()!, account.GetProperty("sippassword").GetString()!, account.GetProperty("transport").GetString()!));
    }

    [Fact]
    public async Task LinphonesCode_IsAnAddress_AndItsConfigurationHasTheAccount()
    {
        await _host.ReconcileAsync();
        var file = _folder.PathOf("151.xml");

        var picture = await _host.RunAsync("show", "151", "--qr", "linphone", "--code", "https://pbx.example.com/l/151.xml");
        Assert.Equal(0, (await _host.RunAsync("show", "151", "--format", "linphone", "--out", file)).ExitCode);

        Assert.Equal("https://pbx.example.com/l/151.xml", Decode(OfSvg(picture.Output)));
        var entries = XDocument.Load(file).Descendants().Where(e => e.Name.LocalName == "entry").ToDictionary(e => e.Attribute("name")!.Value, e => e.Value, StringComparer.Ordinal);
        Assert.Equal(("151", await PasswordAsync(), "none"), (entries["username"], entries["passwd"], entries["media_encryption"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Theory]
    [InlineData("999", "'999'")]
    [InlineData("151", "--code CODE", "--qr", "acrobits", "--out", "x.svg")]
    [InlineData("151", "https://", "--qr", "linphone", "--code", "ftp://x", "--out", "x.svg")]
    public async Task Show_OfWhatCannotBe_IsExitCode2(string extension, string expected, params string[] options)
    {
        await _host.ReconcileAsync();

        var shown = await _host.RunAsync(["show", extension, .. options]);

        Assert.Equal(2, shown.ExitCode);
        Assert.Contains(expected, shown.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists("x.svg"));
    }

    private async Task<string> PasswordAsync()
    {
        var pjsip = await File.ReadAllTextAsync(Path.Combine(_host.Asterisk, "current", "pjsip.conf"), Token);
        return AuthOf151().Match(pjsip).Groups["password"].Value;
    }

    private Task<ProcessResult> OnATerminalAsync(params string[] arguments)
    {
        string[] words = [.. Shipped.Command, "show", .. arguments, "--config", _host.AgentFile];
        return Processes.RunAsync(Requires.Tool("script"), ["-qec", string.Join(' ', words.Select(word => $"'{word}'")), "/dev/null"], null, Token);
    }

    private static string Decode(bool[,] dark)
    {
        const int Scale = 4;
        var (height, width) = (dark.GetLength(0) * Scale, dark.GetLength(1) * Scale);
        var grey = new byte[height * width];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                grey[(y * width) + x] = dark[y / Scale, x / Scale] ? (byte)0 : (byte)255;
            }
        }

        var source = new RGBLuminanceSource(grey, width, height, RGBLuminanceSource.BitmapFormat.Gray8);
        var read = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)), new Dictionary<DecodeHintType, object> { [DecodeHintType.TRY_HARDER] = true });
        Assert.NotNull(read);
        return read.Text;
    }

    /// <summary>The dark rectangles of the picture's one path, on its light ground.</summary>
    private static bool[,] OfSvg(string text)
    {
        var svg = XDocument.Parse(text).Root!;
        var size = Number(svg.Attribute("viewBox")!.Value.Split(' ')[3]);
        var modules = new bool[size, size];
        foreach (Match rectangle in Rectangle().Matches(svg.Elements().Single(e => e.Name.LocalName == "path").Attribute("d")!.Value))
        {
            for (var x = 0; x < Number(rectangle.Groups["width"].Value); x++)
            {
                modules[Number(rectangle.Groups["y"].Value), Number(rectangle.Groups["x"].Value) + x] = true;
            }
        }

        return modules;
    }

    /// <summary>Half blocks, in the colours that they are printed in: white upon black.</summary>
    private static bool[,] OfBlocks(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Where(l => l.StartsWith("\e[97;40m", StringComparison.Ordinal)).Select(l => Colours().Replace(l, "")).ToList();
        Assert.NotEmpty(lines);
        var modules = new bool[lines.Count * 2, lines.Max(l => l.Length)];
        for (var y = 0; y < lines.Count; y++)
        {
            for (var x = 0; x < lines[y].Length; x++)
            {
                modules[y * 2, x] = lines[y][x] is not ('█' or '▀');
                modules[(y * 2) + 1, x] = lines[y][x] is not ('█' or '▄');
            }
        }

        return modules;
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("M(?<x>[0-9]+) (?<y>[0-9]+)h(?<width>[0-9]+)v1h-[0-9]+z", RegexOptions.NonBacktracking)]
    private static partial Regex Rectangle();

    [GeneratedRegex("username = 151\npassword = (?<password>[A-Za-z0-9]{24})\n", RegexOptions.NonBacktracking)]
    private static partial Regex AuthOf151();

    [GeneratedRegex("\e\\[[0-9;]*m", RegexOptions.NonBacktracking)]
    private static partial Regex Colours();
}
