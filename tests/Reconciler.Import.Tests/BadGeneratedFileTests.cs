using System.Text;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Tests;

/// <summary>Files of FreePBX, FusionPBX and Yealink that cannot be taken are told with file and line, and nothing is made of the others.</summary>
public sealed class BadGeneratedFileTests
{
    private const string Yealink = "#!version:1.0.0.1\naccount.1.enable = 1\naccount.1.user_name = 151\naccount.1.password = correct-horse\naccount.1.sip_server.1.address = 192.168.2.245\n";
    private const string User = "<include>\n <user id=\"151\">\n  <params>\n   <param name=\"password\" value=\"correct-horse\"/>\n  </params>\n </user>\n</include>\n";

    private static readonly (string, string) Table = ("phones.csv", "mac,model\n805ec0000001,T46S\n");

    [Fact]
    public void TruncatedYealinkFile_IsRefusedAtItsLine() =>
        AssertRefused("805ec0000001.cfg", 6, ImportedSite.Import(Table, ("805ec0000001.cfg", Yealink + "account.1.sip_serv")));

    [Fact]
    public void LoginPageInPlaceOfAYealinkFile_IsRefused() => AssertRefused("805ec0000001.cfg", 1, ImportedSite.Import(Table, ("805ec0000001.cfg", "<!DOCTYPE html>\n<html></html>")));

    [Fact]
    public void TwoYealinkFilesOfOnePhone_AreRefused() => AssertRefused("old/805ec0000001.cfg", 1, ImportedSite.Import(Table, ("new/805ec0000001.cfg", Yealink), ("old/805ec0000001.cfg", Yealink)));

    [Fact]
    public void TooLargeFileOfAsterisk_IsRefusedUnread() => AssertRefused("pjsip.endpoint.conf", 0, ImportedSite.Import(new InputFile("pjsip.endpoint.conf", (byte[]?)null), ImportedSite.File("x.cfg", Yealink)));

    [Fact]
    public void ImageBesideTheProfiles_IsNeverRead()
    {
        var result = ImportedSite.Import(ImportedSite.File("phones.csv", Table.Item2), ImportedSite.File("805ec0000001.cfg", Yealink), new InputFile("T46S.rom", () => throw new InvalidOperationException("It was read.")));

        Assert.Contains(result.Findings, f => f is { Kind: FindingKind.Left, File: "T46S.rom" });
        Assert.False(result.IsRefused);
    }

    [Fact]
    public void TruncatedDirectory_IsRefusedAtItsLine() => AssertRefused("151.xml", 5, ImportedSite.Import(("151.xml", User[..User.IndexOf("</params", StringComparison.Ordinal)] + "<"), ("x.csv", "extension,name\n152,B\n")));

    [Fact]
    public void ExportThatContradictsTheEndpoints_IsToldAtItsLine()
    {
        var result = ImportedSite.Import(
            ("pjsip.endpoint.conf", "[151]\ntype=endpoint\ncontext=from-internal\naors=151\nauth=151-auth\n"), ("pjsip.auth.conf", "[151-auth]\ntype=auth\nusername=151\npassword=correct-horse\n"),
            ("pjsip.aor.conf", "[151]\ntype=aor\nmax_contacts=1\n"), ("extensions.csv", "extension,name,secret\n151,Fred,battery-staple\n"));

        Assert.Contains(result.Findings, f => f is { Kind: FindingKind.Left, File: "extensions.csv", Line: 2 } && f.Message.Contains("pjsip.auth.conf:4", StringComparison.Ordinal));
        Assert.Equal("correct-horse", result.Secrets["151.secret"]);
        Assert.DoesNotContain("battery-staple", string.Join('\n', result.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void PasswordOfOneCharacter_IsToldAndNeverShown()
    {
        var result = ImportedSite.Import(("151.xml", User.Replace("correct-horse", "q", StringComparison.Ordinal)));

        Assert.Contains(result.Findings, f => f is { File: "151.xml", Line: 2 } && f.Message.Contains("1 character,", StringComparison.Ordinal));
        Assert.Equal("q", result.Secrets["151.secret"]);
    }

    [Fact]
    public void YealinkFileInUtf16_IsRead()
    {
        var result = ImportedSite.Import(new InputFile("805ec0000001.cfg", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Yealink)]), ImportedSite.File("phones.csv", Table.Item2));

        Assert.Equal("correct-horse", result.Secrets["151.secret"]);
    }

    [Fact]
    public void UnknownParameterThatHoldsAPassword_BecomesASecret()
    {
        var result = ImportedSite.Import(Table, ("805ec0000001.cfg", Yealink + "ldap.password = directory-pw\n"));

        Assert.Contains("directory-pw", result.Secrets.Values);
        Assert.DoesNotContain("directory-pw", string.Concat(result.Specs.Values) + string.Concat(result.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void DeviceOfAnotherChannel_IsLeftOut()
    {
        var result = ImportedSite.Import(("extensions.csv", "extension,name,secret,tech\n151,Fred,correct-horse,pjsip\n152,Fax,iax-secret,iax2\n"));

        Assert.Contains(result.Findings, f => f is { Kind: FindingKind.Left, File: "extensions.csv", Line: 3 });
        Assert.Single(ImportedSite.Fleet(result.Specs).Extensions);
    }

    private static void AssertRefused(string file, int line, ImportResult result)
    {
        Assert.Contains(result.Findings, f => f.Kind == FindingKind.Refused && f.File == file && f.Line == line);
        Assert.Empty(result.Specs);
        Assert.Empty(result.Secrets);
    }
}
