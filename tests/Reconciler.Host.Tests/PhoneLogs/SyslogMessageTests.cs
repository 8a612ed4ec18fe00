using System.Text;
using Reconciler.Host.PhoneLogs;

namespace Reconciler.Host.Tests.PhoneLogs;

public sealed class SyslogMessageTests
{
    [Theory]
    [InlineData("<134>Jan  1 00:00:12 SPA525G reg ok", "info", "SPA525G reg ok")]
    [InlineData("<131>no stamp at all\r\n\0", "err", "no stamp at all")]
    [InlineData("<165>1 2026-03-04T05:06:07.8Z 192.0.2.7 sip - ID47 [a b=\"\\]c\"][d] \uFEFFcall ended", "notice", "sip: call ended")]
    [InlineData("<165>1 - - - - - - nothing known", "notice", "nothing known")]
    [InlineData("<999>no priority", null, "<999>no priority")]
    [InlineData("plain", null, "plain")]
    [InlineData("", null, "")]
    [InlineData("<13>\u001b[2Jclear\n<13>forged \u202Eline\u0007", "notice", "?[2Jclear?<13>forged ?line?")]
    [InlineData("<13>Admin_Passwd=hunter22 and \"User Password: swordfish\"", "notice", "Admin_Passwd=*** and \"User Password: ***\"")]
    [InlineData("<13>Authorization: Digest nonce=\"abc\", response=\"0123456789\"", "notice", "Authorization: Digest nonce=***, response=***")]
    public void Message_IsReadAndCleaned(string datagram, string? severity, string text)
    {
        var message = SyslogMessage.Parse(Encoding.UTF8.GetBytes(datagram));

        Assert.Equal(severity, message.Severity);
        Assert.Equal(text, message.Text);
    }

    [Fact]
    public void AnyBytes_AreAShortLineOfText()
    {
        var random = new Random(7);
        var bytes = new byte[2048];
        for (var i = 0; i < 200; i++)
        {
            random.NextBytes(bytes);
            var text = SyslogMessage.Parse(bytes.AsSpan(0, random.Next(bytes.Length))).Text;

            Assert.DoesNotContain(text, char.IsControl);
            Assert.InRange(text.Length, 0, 1100);
        }
    }
}
