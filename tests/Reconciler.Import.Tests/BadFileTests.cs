using System.Text;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Tests;

/// <summary>Files that cannot be taken are told with file and line, and nothing is made of the others.</summary>
public sealed class BadFileTests
{
    private const string Good = "<flat-profile>\n<User_ID_1_ ua=\"na\">151</User_ID_1_>\n<Proxy_1_ ua=\"na\">192.168.2.245</Proxy_1_>\n<Password_1_ ua=\"na\">correct-horse</Password_1_>\n</flat-profile>\n";

    private static readonly (string, string) Table = ("phones.csv", "mac,model\n001122334455,SPA504G\n001122334456,SPA504G\n");

    [Fact]
    public void TruncatedDump_IsRefusedAtItsLine() =>
        AssertRefused("dumps/spa001122334456.xml", 4, ImportedSite.Import(Table, ("spa001122334455.xml", Good), ("dumps/spa001122334456.xml", "<flat-profile>\n<User_ID_1_>152</User_ID_1_>\n<Proxy_1_>192.16\n")));

    [Fact]
    public void LoginPage_IsRefused() =>
        AssertRefused("spa001122334456.xml", 1, ImportedSite.Import(("spa001122334455.xml", Good), ("spa001122334456.xml", "<!DOCTYPE html>\n<html><body>401</body></html>")));

    [Fact]
    public void TooLargeFile_IsRefusedUnread() => AssertRefused("spa001122334456.xml", 0, ImportedSite.Import(new InputFile("spa001122334456.xml", (byte[]?)null), ImportedSite.File("spa001122334455.xml", Good)));

    [Fact]
    public void TwoFilesOfOnePhone_AreRefused() => AssertRefused("old/spa001122334455.xml", 1, ImportedSite.Import(Table, ("new/spa001122334455.xml", Good), ("old/spa001122334455.xml", Good)));

    [Fact]
    public void ModelThatContradictsTheDump_IsRefusedAtItsLine() =>
        AssertRefused("phones.csv", 2, ImportedSite.Import(Table, ("a.xml", "<flat-profile><Product_Name>SPA525G</Product_Name><MAC_Address>001122334455</MAC_Address></flat-profile>")));

    [Fact]
    public void MacThatExcelMadeANumberOf_IsRefusedAtItsLine() => AssertRefused("phones.csv", 2, ImportedSite.Import(("phones.csv", "MAC;Model\n2,58E+11;SPA504G\n")));

    [Fact]
    public void NamesInLatin1_AreReadAndTold()
    {
        var latin = Encoding.Latin1.GetBytes("mac;model;extension;name\n001122334455;SPA504G;151;Jürgen\n");

        var result = ImportedSite.Import(new InputFile("phones.csv", latin), ImportedSite.File("pjsip.conf", "[x]\ntype=transport\n"));

        Assert.Contains(result.Findings, f => f.ToString().StartsWith("phones.csv:2: note: The file is not in UTF-8", StringComparison.Ordinal));
        Assert.Contains("name: Jürgen", result.Specs["extensions/people.yaml"], StringComparison.Ordinal);
    }

    [Fact]
    public void PasswordOfOneCharacter_IsToldAndNeverShown()
    {
        var result = ImportedSite.Import(Table, ("spa001122334455.xml", Good.Replace("correct-horse", "q", StringComparison.Ordinal)));

        Assert.Contains(result.Findings, f => f is { File: "spa001122334455.xml", Line: 4 } && f.Message.Contains("1 character,", StringComparison.Ordinal));
        Assert.Equal("q", result.Secrets["151.secret"]);
    }

    [Fact]
    public void Passwords_AreInNoSpecAndNoFinding()
    {
        var result = ImportedSite.Import(Table, ("spa001122334455.xml", Good));

        Assert.DoesNotContain("correct-horse", string.Concat(result.Specs.Values) + string.Concat(result.Findings), StringComparison.Ordinal);
        Assert.Equal("correct-horse", result.Secrets["151.secret"]);
        Assert.Contains("secret: { file: \"151.secret\" }", result.Specs["extensions/people.yaml"], StringComparison.Ordinal);
    }

    private static void AssertRefused(string file, int line, ImportResult result)
    {
        Assert.Contains(result.Findings, f => f.Kind == FindingKind.Refused && f.File == file && f.Line == line);
        Assert.Empty(result.Specs);
        Assert.Empty(result.Secrets);
    }
}
