using System.Globalization;
using System.Runtime.InteropServices;
using Reconciler.Acceptance.Refusals;
using Reconciler.Testing;

namespace Reconciler.Acceptance.Soak;

/// <summary>One look at what a running agent holds of its host.</summary>
/// <param name="Pushes">How many pushes it has applied.</param>
/// <param name="ResidentKilobytes">Resident memory, as proc(5) tells it.</param>
/// <param name="Handles">Open files, sockets and pipes.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="StateFiles">Files and folders of its state: the mirror, the manifest, the memory of runs.</param>
/// <param name="StateKilobytes">What they take.</param>
/// <param name="Generations">Published sets that are kept, of phones' files and of Asterisk's.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AgentGauge(int Pushes, int ResidentKilobytes, int Handles, int Threads, int StateFiles, long StateKilobytes, int Generations)
{
    public static AgentGauge Read(RunningProcess agent, PbxSite site, string asteriskRoot, int pushes)
    {
        var process = string.Create(CultureInfo.InvariantCulture, $"/proc/{agent.Id}");
        var status = File.ReadAllLines(process + "/status")
            .Select(line => line.Split(':', StringSplitOptions.TrimEntries)).ToDictionary(parts => parts[0], parts => parts[^1].Split(' ')[0], StringComparer.Ordinal);
        var state = new DirectoryInfo(site.State).GetFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None });
        return new AgentGauge(
            pushes,
            int.Parse(status["VmRSS"], CultureInfo.InvariantCulture),
            Directory.GetFileSystemEntries(process + "/fd").Length,
            int.Parse(status["Threads"], CultureInfo.InvariantCulture),
            state.Length,
            state.OfType<FileInfo>().Sum(LengthOf) / 1024,
            Directory.GetDirectories(Path.Combine(site.Served, ".reconciler/gens")).Length + Directory.GetDirectories(Path.Combine(asteriskRoot, "gens")).Length);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"| {Pushes} | {ResidentKilobytes / 1024} | {Handles} | {Threads} | {StateFiles} | {StateKilobytes} | {Generations} |");

    // The agent writes meanwhile: what was there a moment ago may be gone.
    private static long LengthOf(FileInfo file) => file.Exists ? file.Length : 0;
}
