using Reconciler.Core.Diagnostics;

namespace Reconciler.Specs.Tests.Diagnostics;

public sealed class DiagnosticListTests
{
    [Fact]
    public void ToSorted_MoreThanAreListed_KeepsErrorsBeforeWarningsAndCountsTheRest()
    {
        var list = new DiagnosticList();
        for (var i = 1; i <= 300; i++)
        {
            list.Add(Codes.UncarriedExtension.At(new SpecLocation("a.yaml", i, 1), "warning"));
            if (i <= 150)
            {
                list.Add(Codes.UnknownKey.At(new SpecLocation("b.yaml", i, 1), "error"));
            }
        }

        var sorted = list.ToSorted();

        Assert.Equal((150, 50), (sorted.Count(d => d.Severity == Severity.Error), sorted.Count(d => d.Code == Codes.UncarriedExtension.Id)));
        Assert.Equal((150, 300, 450), (sorted.ErrorCount(), sorted.WarningCount(), list.Count));
        Assert.Equal((Codes.MoreWarnings.Id, "And 250 more warnings."), (sorted[^1].Code, sorted[^1].Message));
    }

    [Fact]
    public void AddRange_OfWhatAnotherListCounted_CountsItToo()
    {
        var (one, all) = (new DiagnosticList(), new DiagnosticList());
        one.AddRange(Enumerable.Range(1, 500).Select(i => Codes.UnknownKey.At(new SpecLocation("b.yaml", i, 1), "error")));

        all.AddRange(one.ToSorted());
        all.AddRange(one.ToSorted());

        Assert.Equal((800, true), (all.Count, all.HasErrors));
        Assert.Equal(Codes.MoreErrors.Id, all.ToSorted()[^1].Code);
    }

    [Theory]
    [InlineData("modle", "model")]
    [InlineData("MODEL", "model")]
    [InlineData("lable", "label")]
    [InlineData("stationname", "stationName")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public void Nearest_OfAWord_IsWithinAThirdOfItsLength(string word, string? nearest) =>
        Assert.Equal(nearest, Suggestion.Nearest(word, ["mac", "model", "label", "stationName", "a-name-that-is-much-longer-than-any-word"]));
}
