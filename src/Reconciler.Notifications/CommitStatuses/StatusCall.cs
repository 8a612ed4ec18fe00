using System.Text.Json.Nodes;

namespace Reconciler.Notifications.CommitStatuses;

/// <summary>A status as a forge's interface takes it.</summary>
/// <param name="Path">Below the interface's address.</param>
/// <param name="Body">The JSON.</param>
public sealed record StatusCall(string Path, JsonObject Body);
