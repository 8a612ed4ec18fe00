using System.Text;
using CsCheck;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Text;

namespace Reconciler.Core.Tests.Asterisk;

public sealed class ConfWriterTests
{
    /// <summary>Characters that mean something somewhere in a .conf file or in a dialplan, and a few that mean nothing.</summary>
    private const string Special = ";\\[]()#=>-+,\"'${}|&\n\r\t\0\u007f\u0085\u2028é日 ";

    private static readonly Gen<string> NastyText =
        Gen.OneOf(Gen.Int[0, Special.Length - 1].Select(i => Special[i]), Gen.Char['a', 'z'], Gen.Char).Array[0, 24].Select(c => new string(c));

    [Fact]
    public void Setting_OfAnyValue_IsReadBackOrRefused() =>
        NastyText.Sample(value =>
        {
            var writer = Start();
            if (!Writes(() => writer.Setting("callerid", value)))
            {
                Assert.NotNull(ConfText.ProblemOfValue(value));
                return;
            }

            var section = Assert.Single(ConfReader.Read(writer.ToBytes()));
            Assert.Equal([("callerid", value)], section.Settings);
        });

    [Fact]
    public void Setting_OfAnyName_IsReadBackOrRefused() =>
        NastyText.Sample(name =>
        {
            var writer = Start();
            if (Writes(() => writer.Setting(name, "x")))
            {
                var section = Assert.Single(ConfReader.Read(writer.ToBytes()));
                Assert.Equal([(name, "x")], section.Settings);
            }
        });

    [Fact]
    public void Section_OfAnyName_IsReadBackOrRefused() =>
        NastyText.Sample(name =>
        {
            var writer = new ConfWriter();
            if (Writes(() => writer.Section(name)))
            {
                Assert.Equal(name, Assert.Single(ConfReader.Read(writer.ToBytes())).Name);
            }
        });

    [Fact]
    public void Extension_OfAnyData_IsReadBackOrRefused() =>
        NastyText.Sample(data =>
        {
            var line = new DialplanLine("151", 1, "NoOp", data);
            var writer = Start();
            if (Writes(() => writer.Extension(line)))
            {
                Assert.Equal([line], Assert.Single(ConfReader.ToDialplan(ConfReader.Read(writer.ToBytes()))).Lines);
            }
        });

    [Fact]
    public void Extension_OfAnyName_IsReadBackOrRefused() =>
        Gen.Select(NastyText, NastyText).Sample((extension, application) =>
        {
            var line = new DialplanLine(extension, 3, application, "x");
            var writer = Start();
            if (Writes(() => writer.Extension(line)))
            {
                Assert.Equal([line], Assert.Single(ConfReader.ToDialplan(ConfReader.Read(writer.ToBytes()))).Lines);
            }
        });

    [Theory]
    [InlineData("a\nexten => 999,1,System(reboot)")]
    [InlineData("a\r[general]")]
    [InlineData("a\0")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a\ud800")]
    public void Rejects_ValuesThatALineCannotHold(string value)
    {
        var writer = Start();

        var exception = Assert.Throws<UnrepresentableTextException>(() => writer.Setting("secret", value));

        Assert.Equal("secret of [s]", exception.Place);
        Assert.StartsWith("secret of [s] ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#include")]
    [InlineData("[x]")]
    [InlineData("\\#x")]
    [InlineData("x+")]
    [InlineData("x=y")]
    [InlineData("")]
    public void Rejects_NamesThatAsteriskReadsOtherwise(string name) =>
        Assert.Throws<UnrepresentableTextException>(() => Start().Setting(name, "x"));

    [Fact]
    public void Rejects_LinesThatAsteriskWouldSkip()
    {
        Start().Setting("allow", new string('x', 7992));

        Assert.Throws<UnrepresentableTextException>(() => Start().Setting("allow", new string('x', 7993)));
        Assert.Throws<UnrepresentableTextException>(() => Start().Setting("allow", new string('é', 4000)));
    }

    [Fact]
    public void Message_OfARefusal_HoldsNoSecret()
    {
        var exception = Assert.Throws<UnrepresentableTextException>(() => Start().Setting("secret", "canary\n"));

        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_SettingsBeforeASection() =>
        Assert.Throws<UnrepresentableTextException>(() => new ConfWriter().Setting("allow", "ulaw"));

    [Fact]
    public void Bytes_AreUtf8WithoutMarkAndWithLineFeeds()
    {
        var writer = Start();
        writer.Setting("callerid", "Réception");

        var bytes = writer.ToBytes();

        Assert.Equal((byte)';', bytes[0]);
        Assert.EndsWith("\n[s]\ncallerid = Réception\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    private static ConfWriter Start()
    {
        var writer = new ConfWriter();
        writer.Section("s");
        return writer;
    }

    private static bool Writes(Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (UnrepresentableTextException)
        {
            return false;
        }
    }
}
