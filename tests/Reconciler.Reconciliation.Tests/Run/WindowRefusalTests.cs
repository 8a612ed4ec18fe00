using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>A window that never opens, or always does, is refused where it is written.</summary>
public sealed class WindowRefusalTests : IDisposable
{
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("""[ { allow: "0 0 24 * * ?", length: 6h, timeZone: UTC } ]""", "REC100", 21, "no cron expression")]
    [InlineData("""[ { allow: "0 0 0 30 2 ?", length: 6h, timeZone: UTC } ]""", "REC100", 21, "never come")]
    [InlineData("""[ { allow: "0 0 1 98 * ?", length: 6h, timeZone: UTC } ]""", "REC100", 21, "day of the month")]
    [InlineData("""[ { allow: "0 0 22 * * ?", length: 6h, timeZone: America/Chikago } ]""", "REC069", 59, "America/Chikago")]
    [InlineData("""[ { allow: "0 0 0 , * ?", length: 6h, timeZone: UTC } ]""", "REC100", 21, "no cron expression")]
    [InlineData("""[ { allow: "0 0/5 * * * ?", length: 5m, timeZone: UTC } ]""", "REC101", 21, "begins again after 5 minutes")]
    [InlineData("""[ { allow: "0 0 22 * * ?", length: 0h, timeZone: UTC } ]""", "REC101", 45, "has length 0")]
    public async Task Push_OfAWindowThatThereIsNot_IsRefusedWithItsPlace(string windows, string code, int column, string words)
    {
        await _site.RunAsync();
        _site.Repository.Commit("Change", ("site.yaml", SmallOffice.Site + "\nwindows: " + windows + "\n"));

        var refused = await _site.RunAsync();

        Assert.Equal(ExitCode.Invalid, refused.ExitCode);
        var finding = Assert.Single(refused.Diagnostics);
        Assert.Equal(code, finding.Code);
        Assert.Equal(new SpecLocation("site.yaml", SmallOffice.Site.Split('\n').Length + 1, column), finding.Location);
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }
}
