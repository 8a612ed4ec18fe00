using System.Text.RegularExpressions;

namespace Reconciler.Web.Tests.Pages;

/// <summary>Questions of three in the morning: each is answered within two clicks from the overview, by links alone.</summary>
public sealed class ThreeInTheMorningTests : OfficeOnTheWeb
{
    private protected override async Task<HttpClient> StartAsync()
    {
        SeenOffice.PutInto(Office.Site);
        await SeenOffice.RunAsync(Office.Site);
        await Office.StartAsync();
        return Office.Client();
    }

    [Theory]
    [InlineData("some phones do not yet", "")]
    [InlineData("Give the reception a second console", "")]
    [InlineData("Reconciled", "")]
    [InlineData("Published [0-9a-f]{10}: 7 phones changed", "/runs")]
    [InlineData("Warehouse", "/phones?state=stale")]
    [InlineData("Accounts", "/phones?state=unreachable")]
    [InlineData("It runs an earlier profile", "/phones?state=stale", "/phones/002584d8d063")]
    [InlineData("profiles/base.yaml:", "/phones", "/phones/002584061156")]
    [InlineData("rings for|call call-extension", "/phones", "/numbers/151")]
    [InlineData("Grandstream GXP1625", "/unknown")]
    [InlineData("No rollout is under way", "/rollout")]
    [InlineData("Nothing stands that was changed by hand", "/drift")]
    public async Task Question_IsAnsweredWithinTwoClicks(string answer, params string[] clicks)
    {
        var page = await Http.GetStringAsync("", Token);
        foreach (var link in clicks.Where(link => link.Length > 0))
        {
            Assert.Contains($"href=\"{link}\"", page, StringComparison.Ordinal);
            page = await Http.GetStringAsync(link, Token);
        }

        Assert.Matches(new Regex(answer, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)), page);
    }
}
