using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Host.PhoneLogs;

namespace Reconciler.Agent.Serving;

/// <summary>A file that somebody asks the server of published files for, and whether he may have it.</summary>
/// <param name="Name">The published name; of a key file, that of the profile that the key is for.</param>
/// <param name="IsKey">Whether the key is asked for, not the profile.</param>
/// <param name="Owner">The phone whose profile or key it is; null: a file for all phones.</param>
/// <param name="Certificate">Shown by him, and already judged; null: nothing was.</param>
internal sealed record FileRequest(string Name, bool IsKey, MacAddress? Owner, X509Certificate2? Certificate)
{
    /// <summary>Who asks; null: nobody knows.</summary>
    public MacAddress? Asker { get; } = Certificate is null ? null : PhoneCertificate.MacOf(Certificate);

    /// <summary>A profile goes to its phone where phones prove who they are; a key goes to nobody else at all.</summary>
    public bool IsAllowed => Owner is null ? !IsKey : Certificate is null ? !IsKey : Asker == Owner;

    public static FileRequest Of(HttpContext context)
    {
        var path = (context.Request.Path.Value ?? "").TrimStart('/');
        var profile = KeyFile.ProfileOf(path);
        return new FileRequest(profile ?? path, profile is not null, PhoneFile.Of(path)?.Mac, context.Connection.ClientCertificate);
    }
}
