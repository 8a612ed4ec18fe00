using System.Text;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;
using Reconciler.Host.Secrets;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>A site whose profiles are published encrypted.</summary>
public sealed class EncryptedSiteTests : IDisposable
{
    private static readonly MacAddress Anna = new(0x002584000001);

    private readonly Site _site = new() { HasPhones = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string ProfilePath => Path.Combine(_site.Served, "xml", $"spa{Anna}.xml");

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task OpenSsl_DecryptsThePublishedFile_ToExactlyThePlainProfile()
    {
        Encrypt();
        await _site.RunAsync();

        var opened = await Processes.RunSuccessfullyAsync(
            Requires.Tool("openssl"), ["enc", "-d", "-aes-256-cbc", "-md", "md5", "-in", ProfilePath, "-pass", "pass:" + Disclose(_site.Key)], Token);

        Assert.Equal(Encoding.UTF8.GetString(Plain()), opened);
        Assert.Contains("<Password_1_ ua=\"na\">", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("«", opened, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithNothingNew_ChangesNothing_AndTheTagIsKnown()
    {
        Encrypt();
        await _site.RunAsync();
        var before = await File.ReadAllBytesAsync(ProfilePath, Token);

        Assert.Equal(RunResult.NoChange, (await _site.RunAsync()).Result);

        Assert.Equal(before, await File.ReadAllBytesAsync(ProfilePath, Token));
        Assert.Contains($"cfg/{_site.Phones.Load().Phones[Anna].Profile.Tag}<", Encoding.UTF8.GetString(Plain()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PhoneTold_ByItsWebPage_FollowsItsOwnRule()
    {
        Encrypt();
        await _site.RunAsync();

        Assert.Equal("", _site.Phones.Load() is var book ? book.ProfileUrlOf(book.Phones[Anna]) : null);
    }

    [Fact]
    public async Task Profile_DamagedByHand_IsPutBack()
    {
        Encrypt();
        await _site.RunAsync();
        var before = await File.ReadAllBytesAsync(ProfilePath, Token);
        var target = new FileInfo(ProfilePath).ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        File.Delete(target);
        await File.WriteAllTextAsync(target, "<flat-profile></flat-profile>", Token);
        _site.Drift = DriftMode.Heal;

        await _site.RunAsync();

        Assert.Equal(before, await File.ReadAllBytesAsync(ProfilePath, Token));
    }

    [Fact]
    public async Task MasterKey_Rotated_EncryptsAnew_AndTheKeyFileFollowsTheLiveProfile()
    {
        Encrypt();
        await _site.RunAsync();
        var (old, live) = (_site.Key, await File.ReadAllBytesAsync(ProfilePath, Token));
        _site.PreviousKey = old;
        _site.Key = [.. Enumerable.Repeat((byte)9, 40)];

        // The new key is not approved yet: what is live opens with the old one.
        Assert.Contains($">{Disclose(old)}<", Encoding.UTF8.GetString(KeyFile.Render(live, Anna, Secrets())!), StringComparison.Ordinal);
        await ApproveAsync();

        Assert.NotEqual(live, await File.ReadAllBytesAsync(ProfilePath, Token));
        Assert.Contains($">{Disclose(_site.Key)}<", Encoding.UTF8.GetString(KeyFile.Render(await File.ReadAllBytesAsync(ProfilePath, Token), Anna, Secrets())!), StringComparison.Ordinal);
    }

    private static string Disclose(byte[] key)
    {
        using var text = new StringWriter();
        SecretDisclosure.WriteTo(new HostSecretSource(new MasterKey(key), "office", _ => null, null).Resolve(EncryptedProfile.KeyOf(Anna)), text);
        return text.ToString().Trim();
    }

    private void Encrypt() => _site.Repository.Commit(
        "Encrypt",
        ("site.yaml", SmallOffice.Site.Replace("{ url: \"tftp://192.0.2.10\" }", "{ url: \"tftp://192.0.2.10\", keyUrl: \"https://192.0.2.10:8443\", encrypt: true }", StringComparison.Ordinal)));

    private async Task ApproveAsync()
    {
        for (var outcome = await _site.RunAsync(); outcome.ExitCode == ExitCode.Refused; outcome = await _site.RunAsync())
        {
            _site.Controls.AddLine(Control.Approve, outcome.PlanToApprove());
        }
    }

    private HostSecretSource Secrets() => new(new MasterKey(_site.Key), "office", _ => null, null) { PreviousKey = _site.PreviousKey is { } previous ? new MasterKey(previous) : null };

    private byte[] Plain() => EncryptedProfile.Open(File.ReadAllBytes(ProfilePath), Anna, Secrets())!;
}
