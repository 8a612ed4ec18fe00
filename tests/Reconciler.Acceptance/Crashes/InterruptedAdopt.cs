using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Crashes;

/// <summary>A published site in which somebody replaced the bootstrap of a model by a file of his own.</summary>
public sealed class InterruptedAdopt : Interruption
{
    private const string Name = "spa525G.cfg";
    private const string Text = "by hand";

    private protected override string[] Command => ["adopt", Name];

    private protected override IReadOnlySet<string> Foreign => new HashSet<string>(StringComparer.Ordinal) { Name };

    private protected override async Task ArrangeAsync(CrashSite site, CancellationToken cancellationToken)
    {
        using var repository = TestRepository.With(CrashFiles.First);
        await site.PushAsync(repository, cancellationToken);
        await site.ReconcileAsync("first", cancellationToken);
        var path = Path.Combine(site.Served, Name);
        File.Delete(path);
        await File.WriteAllTextAsync(path, Text, cancellationToken);
    }

    /// <summary>What he wrote is where it was or where it was set aside to.</summary>
    private protected override async Task AssertNothingLostAsync(CrashSite site, string when, CancellationToken cancellationToken)
    {
        var kept = Directory.Exists(Path.Combine(site.State, "adopted")) ? Directory.GetFiles(Path.Combine(site.State, "adopted")) : [];
        var texts = new List<string>();
        foreach (var path in kept.Append(Path.Combine(site.Served, Name)).Where(File.Exists))
        {
            texts.Add(await File.ReadAllTextAsync(path, cancellationToken));
        }

        Assert.True(texts.Contains(Text), $"{when}: the original is gone");
    }

    /// <summary>Whoever gave the command gives it again, to be told where there is nothing to do any more.</summary>
    private protected override async Task HealAsync(CrashSite site, string when, CancellationToken cancellationToken)
    {
        var again = await site.CommandAsync(Command, cancellationToken);
        Assert.True(again.ExitCode is 0 or 2, $"{when}: {again.Output}{again.Errors}");
        await site.ReconcileAsync(when, cancellationToken);
    }
}
