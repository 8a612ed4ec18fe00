namespace Reconciler.Agent.Doctor.Checks;

/// <summary>Profiles with passwords that whoever listens in the phones' network can read. Once a site, and no more once somebody answers for it.</summary>
internal sealed class ClearTextCheck : IHostCheck
{
    public string Name => "profiles on the wire";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        if (PublishedProfile.TryFind(host.Settings.Served.Directory) is not { } profile)
        {
            return Task.FromResult(new CheckReport(Name, [], "no profile is published yet"));
        }

        // The last address is the profile's own; before it stands that of its key.
        var address = profile.Addresses is [.., var last] ? last : null;
        return Task.FromResult(new CheckReport(
            Name,
            profile is { IsEncrypted: false, HasPasswords: true } && address?.Scheme is "tftp" or "http" && !host.Settings.Served.IsClearTextAccepted
                ?
                [
                    HostFinding.Warning(
                        $"Profiles with passwords go out by {address!.Scheme} in the clear: whoever listens in the phones' network can read them.",
                        "Serve them by TLS or publish them encrypted, as docs/https.md shows; or answer for it, as for a voice network of its own: clearText: accepted, under served in the agent's file."),
                ]
                : []));
    }
}
