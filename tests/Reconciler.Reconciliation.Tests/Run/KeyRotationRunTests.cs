using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

public sealed class KeyRotationRunTests : IDisposable
{
    private readonly Site _site = new() { HasPhones = true };

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task PreviousMasterKey_KeepsEveryOldPasswordValidBesideTheNew()
    {
        await _site.RunAsync();
        var old = Passwords();
        await RotateAsync();

        Assert.Equal(4, Passwords().Length);
        Assert.All(old, password => Assert.Contains(password, Passwords()));
        Assert.Contains("auth=151,151-key\n", Pjsip().Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("outbound_auth=151-key\n", Pjsip().Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(old[0], _site.Profile("002584000001"), StringComparison.Ordinal);
        Assert.True(_site.Phones.Load().IsKeyRotated);
    }

    [Fact]
    public async Task PreviousMasterKey_DroppedTooEarly_Waits_DroppedOnceAllMoved_DoesNot()
    {
        await _site.RunAsync();
        await RotateAsync();
        _site.PreviousKey = null;
        var early = await _site.RunAsync();
        await _site.Phones.SaveSummaryAsync(before => before! with { KeyRotation = new KeyRotation(2, 2) }, TestContext.Current.CancellationToken);
        var late = await _site.RunAsync();

        Assert.Equal(ExitCode.Refused, early.ExitCode);
        Assert.Equal(ExitCode.Done, late.ExitCode);
        Assert.Contains("lose their lines", early.Message, StringComparison.Ordinal);
        Assert.Equal(2, Passwords().Length);
    }

    [Fact]
    public async Task PreviousMasterKey_WithChannelSip_IsAnError()
    {
        await _site.RunAsync();
        _site.PreviousKey = [.. Enumerable.Repeat((byte)9, 40)];
        _site.Repository.Commit("sip", ("site.yaml", SmallOffice.Site.Replace("context: phones", "context: phones, channel: sip", StringComparison.Ordinal)));

        var refused = await _site.RunAsync();

        Assert.Equal(ExitCode.Invalid, refused.ExitCode);
        Assert.Contains(refused.Diagnostics, d => d.Code == "REC108");
    }

    [Fact]
    public async Task NotifyChallenge_OfAPhoneThatHasNotMoved_IsAnswered()
    {
        await _site.RunAsync();
        await RotateAsync();

        var book = _site.Phones.Load();
        Assert.All(book.Phones.Values, phone => Assert.True(book.CanAnswer(phone.Earlier[0].Lines[0], phone)));
        Assert.All(book.Phones.Values, phone => Assert.False(book.CanAnswer(phone.Profile.Lines[0], phone)));
    }

    [Fact]
    public async Task PreviousMasterKey_WhileASecretIsRotatedToo_KeepsAllFourPasswords()
    {
        _site.Repository.Commit("Rotate", ("extensions/people.yaml", "- { extension: 151, secret: { derive: 2, previous: 1 } }\n- { extension: 152 }\n"));
        await _site.RunAsync();
        await RotateAsync();

        Assert.Contains("auth=151,151-prev,151-key,151-prev-key\noutbound_auth=151-prev-key\n", Pjsip().Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(6, Passwords().Length);
    }

    private async Task RotateAsync()
    {
        _site.PreviousKey = _site.Key;
        _site.Key = [.. Enumerable.Repeat((byte)9, 40)];
        var refused = await _site.RunAsync();
        Assert.Contains("is rotated", refused.Message, StringComparison.Ordinal);
        _site.Controls.AddLine(Control.Approve, refused.PlanToApprove());
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
    }

    private string[] Passwords() =>
        [.. Pjsip().Split('\n').Where(line => line.StartsWith("password", StringComparison.Ordinal)).Select(line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim(' ', '>')).Order(StringComparer.Ordinal)];

    private string Pjsip() => File.ReadAllText(Path.Combine(_site.AsteriskDirectory, "current", "pjsip.conf"));
}
