using System.Globalization;
using Reconciler.Testing.SimulatedPhone.Provisioning;

namespace Reconciler.Testing.SimulatedPhone;

/// <content>Fetching by the rules of the profile, and upgrading.</content>
public sealed partial class DeskPhone
{
    private async Task AcquireAddressAsync(CancellationToken cancellationToken)
    {
        _lease = await network.AcquireAsync(Memory, cancellationToken);
        Note($"dhcp {_lease.Address} from {_lease.ProvisioningServer}");
    }

    private async Task ResyncAsync(int reason, CancellationToken cancellationToken)
    {
        using var fetcher = new ProfileFetcher(Memory.Identity, network.Sockets);
        _lastResyncFailed = false;
        foreach (var target in Memory.FilesToFetch(_lease?.ProvisioningServer, Moment(reason)))
        {
            _lastResyncFailed |= !await FetchProfileAsync(fetcher, target, cancellationToken);
        }

        NextResync = Memory.WaitBeforeFetch(_lastResyncFailed) is { } wait ? time.GetUtcNow() + wait : null;
        await UpgradeAsync(fetcher, reason, cancellationToken);
    }

    private async Task<bool> FetchProfileAsync(ProfileFetcher fetcher, RuleTarget target, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in target.Assignments)
        {
            Memory.Assign(name, value);
        }

        try
        {
            var url = PhoneUrl.Parse(target.Url, _lease!.ProvisioningServer) ?? throw new FetchFailedException($"{target.Url}: there is no server to ask.", notFound: false);
            var content = await fetcher.FetchAsync(url, cancellationToken);
            Note(string.Create(CultureInfo.InvariantCulture, $"fetch {url} {content.Length}"));
            var changed = Memory.Apply(EncryptedContent.Open(content, target.Options));
            Note(string.Create(CultureInfo.InvariantCulture, $"applied {changed.Count}"));
            return true;
        }
        catch (FetchFailedException exception)
        {
            Note($"failed {exception.Message}");
            return false;
        }
        catch (ProfileRejectedException exception)
        {
            Note($"rejected {exception.Message}");
            return false;
        }
    }

    private async Task UpgradeAsync(ProfileFetcher fetcher, int reason, CancellationToken cancellationToken)
    {
        if (Memory.ImageToFetch(Moment(reason)) is not { } target || PhoneUrl.Parse(target.Url, _lease!.ProvisioningServer) is not { } url)
        {
            return;
        }

        try
        {
            var image = await fetcher.FetchAsync(url, cancellationToken);
            var version = FirmwareImage.VersionOf(url.Path);
            if (RefusesFirmware?.Invoke(version) == true)
            {
                Note($"refused {version}");
                return;
            }

            Note(string.Create(CultureInfo.InvariantCulture, $"upgrade {url} {image.Length} to {version}"));
            await RebootAsync(Memory.Identity with { SoftwareVersion = version, Image = url.Path[(url.Path.LastIndexOf('/') + 1)..] }, cancellationToken);
        }
        catch (FetchFailedException exception)
        {
            Note($"failed {exception.Message}");
        }
    }

    private async Task RebootAsync(PhoneIdentity identity, CancellationToken cancellationToken)
    {
        await CloseLinesAsync();
        Memory = Memory.WithFirmware(identity);
        Note($"reboot {identity.SoftwareVersion}");
        await AcquireAddressAsync(cancellationToken);
        if (Memory.FetchesAfterUpgrade)
        {
            await ResyncAsync(0, cancellationToken);
        }
    }

    private PhoneVariables Moment(int reason) => new()
    {
        Address = _lease?.Address.ToString() ?? string.Empty,
        ResyncReason = reason,
        Registration1Failing = Failing(1),
        Registration2Failing = Failing(2),
    };

    private TimeSpan Failing(int line) => _failingSince.TryGetValue(line, out var since) ? time.GetUtcNow() - since : TimeSpan.Zero;
}
