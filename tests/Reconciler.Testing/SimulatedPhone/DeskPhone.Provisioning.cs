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
        foreach (var name in new[] { "Profile_Rule", "Profile_Rule_B", "Profile_Rule_C", "Profile_Rule_D" })
        {
            if (ProvisioningRule.Evaluate(RuleOf(name), Variables(reason)) is { } target)
            {
                _lastResyncFailed |= !await FetchProfileAsync(fetcher, target, cancellationToken);
            }
        }

        var wait = Number(_lastResyncFailed ? "Resync_Error_Retry_Delay" : "Resync_Periodic");
        NextResync = wait == 0 ? null : time.GetUtcNow() + TimeSpan.FromSeconds(wait);
        await UpgradeAsync(fetcher, reason, cancellationToken);
    }

    // An address in option 66 stands in for the factory's rule.
    private string RuleOf(string name) =>
        Memory[name] == FactoryDefaults.ProfileRule && _lease?.ProvisioningServer is { } server && server.Contains("://", StringComparison.Ordinal) ? server : Memory[name];

    private async Task<bool> FetchProfileAsync(ProfileFetcher fetcher, RuleTarget target, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in target.Assignments)
        {
            Memory.Set(name, value);
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
        if (!Memory.IsYes("Upgrade_Enable") || ProvisioningRule.Evaluate(Memory["Upgrade_Rule"], Variables(reason)) is not { } target
            || PhoneUrl.Parse(target.Url, _lease!.ProvisioningServer) is not { } url)
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
            await RebootAsync(Memory.Identity with { SoftwareVersion = version }, cancellationToken);
        }
        catch (FetchFailedException exception)
        {
            Note($"failed {exception.Message}");
        }
    }

    private async Task RebootAsync(PhoneIdentity identity, CancellationToken cancellationToken)
    {
        await CloseLinesAsync();
        Memory = Memory.With(identity);
        Note($"reboot {identity.SoftwareVersion}");
        await AcquireAddressAsync(cancellationToken);
        if (Memory.IsYes("Resync_After_Upgrade_Attempt"))
        {
            await ResyncAsync(0, cancellationToken);
        }
    }

    private IReadOnlyDictionary<string, string> Variables(int reason) => new PhoneVariables
    {
        Address = _lease?.Address.ToString() ?? string.Empty,
        ResyncReason = reason,
        Registration1Failing = Failing(1),
        Registration2Failing = Failing(2),
    }.For(Memory);

    private TimeSpan Failing(int line) => _failingSince.TryGetValue(line, out var since) ? time.GetUtcNow() - since : TimeSpan.Zero;

    private int Number(string name) => int.Parse(Memory[name], NumberStyles.None, CultureInfo.InvariantCulture);
}
