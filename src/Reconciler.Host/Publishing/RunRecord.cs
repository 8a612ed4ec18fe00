using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;
using Reconciler.Host.Storage;

namespace Reconciler.Host.Publishing;

/// <summary>How far a run has come. Each is written before the step that follows it is begun.</summary>
public enum RunStep
{
    /// <summary>The generations are complete, nothing is switched.</summary>
    [JsonStringEnumMemberName("staged")]
    Staged,

    /// <summary>The Asterisk root is being switched or has been, and nothing is known of what Asterisk made of it.</summary>
    [JsonStringEnumMemberName("switched-asterisk")]
    SwitchedAsterisk,

    /// <summary>Asterisk has what was intended.</summary>
    [JsonStringEnumMemberName("activated")]
    Activated,

    /// <summary>The new names are in the served root.</summary>
    [JsonStringEnumMemberName("linked")]
    Linked,

    /// <summary>The served root is switched.</summary>
    [JsonStringEnumMemberName("switched-served")]
    SwitchedServed,

    /// <summary>Which phones are to be told is written down.</summary>
    [JsonStringEnumMemberName("resynced")]
    Resynced,
}

/// <summary>The change of one root that a run was about to make.</summary>
/// <param name="Target">The root.</param>
/// <param name="Generation">The generation that becomes live.</param>
/// <param name="Previous">The one that was live; null: none was.</param>
/// <param name="Digest">The new one's digest, 64 hex digits.</param>
public sealed record RunRecordRoot(ArtifactTarget Target, string Generation, string? Previous, string Digest)
{
    public static RunRecordRoot Of(ArtifactTarget target, StagedGeneration staged) =>
        new(target, staged.Name, staged.Previous, staged.Digest.ToString());
}

/// <summary>
/// The note of an unfinished run for the next start, which finishes or undoes it: <c>run.json</c> in the state directory, written before each step
/// and removed at the end.
/// </summary>
/// <param name="Commit">The full id of the commit that is being published.</param>
/// <param name="Step">How far it has come.</param>
/// <param name="Roots">The roots that change.</param>
public sealed record RunRecord(string Commit, RunStep Step, ImmutableArray<RunRecordRoot> Roots)
{
    private const string FileName = "run.json";

    /// <summary>The record of a run that did not end; null: the last one ended.</summary>
    public static RunRecord? Read(IStateStorage state)
    {
        if (state.Read(FileName) is not { } bytes)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, PublishingJson.Default.RunRecord) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            var path = state.Locate(FileName);
            throw new PublishFailedException(
                $"{path} cannot be read, so it is not known how far the last run came; remove it, and the next run publishes and reloads everything.", path, exception);
        }
    }

    /// <summary>
    /// On the disk when this returns, as far as a start after a crash of the host needs it: without the note that something is staged, nothing is live that was not
    /// before, and from <see cref="RunStep.Activated"/> on each step is finished in the same way.
    /// </summary>
    public void Write(IStateStorage state) => state.Replace(
        FileName,
        JsonSerializer.SerializeToUtf8Bytes(this, PublishingJson.Default.RunRecord),
        Step is RunStep.SwitchedAsterisk or RunStep.Activated ? Durability.Now : Durability.Soon);

    /// <summary>The run has ended.</summary>
    public static void Remove(IStateStorage state) => state.Remove(FileName, Durability.Now);
}
