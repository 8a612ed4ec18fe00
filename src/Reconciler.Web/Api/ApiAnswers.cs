using System.Text.Json.Serialization;
using Reconciler.Host.Convergence;
using Reconciler.Host.PhoneLogs;

namespace Reconciler.Web.Api;

/// <summary>A request that was carried out.</summary>
/// <param name="Done">One sentence on what will happen.</param>
public sealed record ActionAnswer(string Done);

/// <summary>A request that was not.</summary>
/// <param name="Error">One sentence on why, and what to do.</param>
public sealed record ApiError(string Error);

/// <summary>The argument of an action.</summary>
public sealed record ActionRequest
{
    /// <summary>Of <c>approve</c>: the plan's hash.</summary>
    public string? Hash { get; init; }

    /// <summary>Of <c>suspend</c>: why.</summary>
    public string? Reason { get; init; }

    /// <summary>Of <c>rollback</c>: the commit.</summary>
    public string? Commit { get; init; }
}

/// <summary>Registrations that belong to no phone of the fleet.</summary>
public sealed record UnknownPhones(IReadOnlyList<UnmanagedContact> Phones);

/// <summary>How they are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true, NewLine = "\n")]
[JsonSerializable(typeof(ActionAnswer))]
[JsonSerializable(typeof(ApiError))]
[JsonSerializable(typeof(ActionRequest))]
[JsonSerializable(typeof(UnknownPhones))]
[JsonSerializable(typeof(IReadOnlyList<PhoneLogLine>))]
[JsonSerializable(typeof(IReadOnlyList<PhoneStep>))]
[JsonSerializable(typeof(IReadOnlyList<UnmanagedContact>))]
internal sealed partial class ApiJson : JsonSerializerContext;
