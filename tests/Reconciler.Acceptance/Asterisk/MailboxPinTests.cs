using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Host.Ami;
using Reconciler.Testing.Asterisk;

namespace Reconciler.Acceptance.Asterisk;

/// <summary>The administrator has mailboxes of his own, whose PINs a real Asterisk would write where it may not.</summary>
public sealed class MailboxPinTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OtherMailboxes_WithoutThePlaceForTheirPins_AreWarnedOf_UntilTheLineIsThere()
    {
        await using var rig = AsteriskRig.Prepare(new AsteriskRigOptions());
        var file = rig.ReadFile("voicemail.conf");
        rig.WriteFile("voicemail.conf", file + "[default]\n199 => 1234,The administrator's own\n");
        await rig.StartAsync(Cancellation);
        await using var control = new AmiPbxControl(rig.Ami, TimeProvider.System, NullLogger<AmiPbxControl>.Instance);
        var office = OfficeConfiguration.With(SipChannel.Pjsip, new OfficeExtension(151) { HasMailbox = true });

        var warned = await control.FindWarningsAsync(office, Cancellation);
        rig.WriteFile("voicemail.conf", rig.ReadFile("voicemail.conf").Replace("format = wav", "format = wav\npasswordlocation = spooldir", StringComparison.Ordinal));
        var mended = await control.FindWarningsAsync(office, Cancellation);

        var warning = Assert.Single(warned);
        Assert.Contains("199@default", warning.Message, StringComparison.Ordinal);
        Assert.Contains("passwordlocation = spooldir", warning.Hint, StringComparison.Ordinal);
        Assert.Empty(mended);
    }
}
