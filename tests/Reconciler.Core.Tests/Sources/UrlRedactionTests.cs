using Reconciler.Core.Sources;

namespace Reconciler.Core.Tests.Sources;

public sealed class UrlRedactionTests
{
    [Theory]
    [InlineData("cannot reach https://CANARY@git.example.com/x", "cannot reach https://git.example.com/x")]
    [InlineData("'http://u:CAN@ARY@git.example.com/x'", "'http://git.example.com/x'")]
    [InlineData("ssh://git:CANARY@a/x and https://CANARY@b/y", "ssh://a/x and https://b/y")]
    [InlineData("mail ada@example.com about https://git.example.com/x", "mail ada@example.com about https://git.example.com/x")]
    public void Redact_UserInfo_IsTakenOut(string text, string expected) => Assert.Equal(expected, UrlRedaction.Redact(text));
}
