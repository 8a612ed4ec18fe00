namespace Reconciler.Scheduling.Tests;

public sealed class CronSyntaxTests
{
    [Theory]
    [InlineData("0 0 22 ? * MON-FRI")]
    [InlineData("0 0/5 * * * ?")]
    [InlineData("0,30 5-10,50 */2 L JAN,jun-AUG ?")]
    [InlineData("0 0 3 LW * ?")]
    [InlineData("0 0 3 L-3 * ?")]
    [InlineData("0 0 3 15W * ?")]
    [InlineData("0 0 3 ? * 6L")]
    [InlineData("0 0 3 ? * MON#2")]
    [InlineData("0 0 0 1 1 ? 2030")]
    [InlineData(" 0 0  0 1 1 ? ")]
    public void Fault_OfWhatTheSchedulerDocuments_IsNone(string cron) => Assert.Null(CronSyntax.Fault(cron));

    [Theory]
    [InlineData("0 0 1 98 * ?", "\"98\" is no day of the month (1 to 31)")]
    [InlineData("0 0 1 0 * ?", "\"0\" is no day of the month (1 to 31)")]
    [InlineData("0 0 1 L-31 * ?", "\"L-31\" is no day of the month (1 to 31)")]
    [InlineData("0 0 1 32W * ?", "\"32W\" is no day of the month (1 to 31)")]
    [InlineData("60 0 1 * * ?", "\"60\" is no second (0 to 59)")]
    [InlineData("0 ? 1 * * ?", "\"?\" is no minute (0 to 59)")]
    [InlineData("0 0 1-24 * * ?", "\"1-24\" is no hour (0 to 23)")]
    [InlineData("0 0 */0 * * ?", "\"*/0\" is no hour (0 to 23)")]
    [InlineData("0 0 */24 * * ?", "\"*/24\" is no hour (0 to 23)")]
    [InlineData("0 0 1 1 FOO ?", "\"FOO\" is no month (1 to 12, or JAN to DEC)")]
    [InlineData("0 0 1 ? * 0", "\"0\" is no day of the week (1 to 7, or SUN to SAT)")]
    [InlineData("0 0 1 ? * MON#6", "\"MON#6\" is no day of the week (1 to 7, or SUN to SAT)")]
    [InlineData("0 0 1 ? * MON,,FRI", "\"\" is no day of the week (1 to 7, or SUN to SAT)")]
    [InlineData("0 0 1 1 1 ? 1969", "\"1969\" is no year (1970 to 2099)")]
    [InlineData("every night", "it has 2 of six fields")]
    [InlineData("", "it has 0 of six fields")]
    public void Fault_OfAnythingElse_IsThePartAndWhatGoesThere(string cron, string fault) => Assert.Equal(fault, CronSyntax.Fault(cron));
}
