namespace Reconciler.Benchmarks;

/// <summary>Where an agent has its files.</summary>
internal sealed record AgentHome(string Folder, string Config)
{
    /// <summary>The generation that is served; null: none yet.</summary>
    public string? Served => new DirectoryInfo(Path.Combine(Folder, "srv", ".reconciler", "current")).LinkTarget;

    /// <summary>How many runs have told what they did.</summary>
    public int RunsTold => File.Exists(Log) ? File.ReadLines(Log).Count() : 0;

    private string Log => Path.Combine(Folder, "status.jsonl");
}
