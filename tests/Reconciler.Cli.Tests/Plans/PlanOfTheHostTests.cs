using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Plans;

/// <summary>Another key on the host is seen in a plan before it is published, in the forms that reviews are written in.</summary>
public sealed class PlanOfTheHostTests : IAsyncLifetime
{
    private readonly OfficeHost _host = new();

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        _host.WriteOwned("master.key", new string('n', 48));
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("text", "On this host, whatever is committed")]
    [InlineData("markdown", "**On this host, whatever is committed:**")]
    [InlineData("github", "::error title=This host changes what is published::")]
    [InlineData("json", "\"hostChanges\"")]
    public async Task AnotherMasterKey_StandsInThePlan_AndIsExitCode4(string format, string heading)
    {
        var plan = await PlanAsync(format);

        Assert.Equal(4, plan.ExitCode);
        Assert.Contains(heading, plan.Output, StringComparison.Ordinal);
        Assert.Contains("The master key is not the one that published", plan.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatThePlanNames_IsWhatApproveTakes()
    {
        var command = (await PlanAsync("markdown")).Output.Split("reconciler approve ")[1];

        Assert.Equal(0, (await _host.RunAsync("approve", command[..64])).ExitCode);
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
    }

    private Task<ProcessResult> PlanAsync(string format) =>
        Shipped.RunAsync(["plan", _host.Repository.DirectoryPath, "--base", "HEAD", "--head", "HEAD", "--exit-code", "--config", _host.AgentFile, "--format", format], new ProcessOptions { Environment = _host.Environment });
}
