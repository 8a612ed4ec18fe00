using System.Text;
using Reconciler.Reconciliation.Drift;

namespace Reconciler.Reconciliation.Tests.Drift;

public sealed class VoicemailRewriteTests
{
    private const string Published = "[default]\n151 => 1111,Anna \\; Co,anna@example.com,,passwordlocation=spooldir\n152 => -2222,Ben,,,passwordlocation=spooldir\n";

    [Theory]
    [InlineData(";!\n;! Automatically generated\n\n[default]\n151 => 9999,Anna \\; Co,anna@example.com,,passwordlocation=spooldir\n152 => -2222,Ben,,,passwordlocation=spooldir\n\n")]
    [InlineData("[default] ; ours\n  151 = 9999,Anna \\; Co,anna@example.com,,passwordlocation=spooldir ; comment\n152=>-2222,Ben,,,passwordlocation=spooldir")]
    public void Rewrite_OfAPinThatItsUserMayChange_IsTheSame(string found) => Assert.True(IsSame(found));

    [Theory]
    [InlineData("")]
    [InlineData("[default]\n151 => 1111,Anna \\; Co,anna@example.com,,passwordlocation=spooldir\n")]
    [InlineData("[default]\n151 => 1111,Anna \\; Co,else@example.com,,passwordlocation=spooldir\n152 => -2222,Ben,,,passwordlocation=spooldir\n")]
    [InlineData("[default]\n151 => 1111,Anna \\; Co,anna@example.com,,passwordlocation=spooldir\n152 => 3333,Ben,,,passwordlocation=spooldir\n")]
    [InlineData("[default]\n151 => 1111,Anna \\; Co,anna@example.com,,passwordlocation=spooldir\n152 => -3333,Ben,,,passwordlocation=spooldir\n")]
    [InlineData("[other]\n151 => 1111,Anna \\; Co,anna@example.com,,passwordlocation=spooldir\n152 => -2222,Ben,,,passwordlocation=spooldir\n")]
    [InlineData("[default]\n#exec /tmp/evil\n151 => 1111,Anna \\; Co,anna@example.com,,passwordlocation=spooldir\n152 => -2222,Ben,,,passwordlocation=spooldir\n")]
    [InlineData("[default]\n151 => 1111\n152 => -2222,Ben,,,passwordlocation=spooldir\n")]
    public void Change_OfAnythingElse_IsNot(string found) => Assert.False(IsSame(found));

    private static bool IsSame(string found) => VoicemailRewrite.IsSame(Encoding.UTF8.GetBytes(Published), Encoding.UTF8.GetBytes(found));
}
