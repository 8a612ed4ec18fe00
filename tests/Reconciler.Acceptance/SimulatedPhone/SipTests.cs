using System.Net;
using System.Text;
using Reconciler.Testing.Networking;
using Reconciler.Testing.SimulatedPhone;
using Reconciler.Testing.SimulatedPhone.Sip;

namespace Reconciler.Acceptance.SimulatedPhone;

public sealed class SipTests
{
    private const string Notify =
        "NOTIFY sip:151@127.0.0.1 SIP/2.0\r\nv: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1\r\nf: <sip:asterisk@127.0.0.1>;tag=1\r\nt: <sip:151@127.0.0.1>\r\n"
        + "i: {0}\r\nCSeq: {1} NOTIFY\r\no: resync\r\nl: 0\r\n\r\n";

    [Fact]
    public void Digest_TheRfcsExample_IsAnswered()
    {
        const string Challenge = "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";

        var answer = DigestAuthentication.Answer(Challenge, "GET", "/dir/index.html", "Mufasa", "Circle Of Life");

        Assert.Contains("response=\"670fd8c2df070c60b045671b8b24ff02\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("right", true)]
    [InlineData("wrong", false)]
    public void Digest_OwnAnswer_IsJudged(string password, bool right)
    {
        var answer = DigestAuthentication.Answer("Digest realm=\"asterisk\",nonce=\"n1\",qop=\"auth\"", "NOTIFY", "sip:151@h", "151", "right");

        Assert.Equal(right, DigestAuthentication.IsRightAnswer(answer, "NOTIFY", "n1", "151", password));
        Assert.False(DigestAuthentication.IsRightAnswer(answer, "NOTIFY", "n2", "151", "right"));
    }

    [Fact]
    public void Account_SettingsWithAPortAndATag_AreRead()
    {
        var phone = Phone();

        var account = SipAccount.Of(phone, 2);

        Assert.NotNull(account);
        Assert.Equal(("192.168.2.245", 5070, 5061), (account.ProxyHost, account.ProxyPort, account.LocalPort));
        Assert.Equal("Cisco/SPA525G-7.1.3 cfg/0a1b2c3d", account.RegistrationUserAgent);
        Assert.Equal("sip:152@192.168.2.245:5070", account.AddressOfRecord);
        Assert.Null(SipAccount.Of(phone, 1));
    }

    [Fact]
    public async Task Notify_Resync_IsChallengedAndThenTaken()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var account = SipAccount.Of(Phone(), 2)! with { ProxyHost = "127.0.0.1", LocalPort = 0, Password = "right" };
        await using var line = await SipLine.OpenAsync(account, SocketSources.Host, IPAddress.Loopback, cancellationToken);
        await using var asterisk = new SipSocket(SocketSources.Host, new IPEndPoint(IPAddress.Loopback, 0), _ => null);

        var challenge = await asterisk.SendAsync(NewNotify(asterisk, 1), line.Local, null, cancellationToken);
        var right = NewNotify(asterisk, 2);
        right["Authorization"] = DigestAuthentication.Answer(challenge["WWW-Authenticate"], "NOTIFY", right.RequestUri, "152", "right");
        var taken = await asterisk.SendAsync(right, line.Local, null, cancellationToken);

        Assert.Equal((401, 200), (challenge.StatusCode, taken.StatusCode));
        Assert.Equal("resync", await line.NextEventAsync(cancellationToken));
        Assert.False(line.TryTakeEvent(out _));
    }

    private static SipMessage NewNotify(SipSocket from, int sequence)
    {
        var text = Notify.Replace("{0}", "call", StringComparison.Ordinal).Replace("{1}", sequence.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.True(SipMessage.TryParse(Encoding.UTF8.GetBytes(text), out var message));
        message["Via"] = from.NewVia();
        return message;
    }

    private static FactoryPhone Phone()
    {
        var phone = new FactoryPhone(new PhoneIdentity { Mac = "002584061156", ProductName = "SPA525G" });
        phone.Apply("""
            <flat-profile>
              <SIP_User_Agent_Name>$VERSION cfg/0a1b2c3d</SIP_User_Agent_Name>
              <User_ID_1_>151</User_ID_1_>
              <Proxy_1_></Proxy_1_>
              <User_ID_2_>152</User_ID_2_>
              <Proxy_2_>192.168.2.245:5070</Proxy_2_>
            </flat-profile>
            """);
        return phone;
    }
}
