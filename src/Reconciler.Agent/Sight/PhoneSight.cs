using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reconciler.Agent.Serving;
using Reconciler.Core.Fleets;
using Reconciler.Host.Convergence;
using Reconciler.Host.PhoneLogs;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Agent.Sight;

/// <summary>Adds what sees phones before Asterisk does: their fetches, their leases and their syslog.</summary>
internal static class PhoneSight
{
    /// <exception cref="Core.Secrets.HostConfigurationException">The address is none.</exception>
    public static void Add(IServiceCollection services, AgentSettings settings)
    {
        var book = new PhoneBookStore(settings.State.Open(), TimeProvider.System);
        services.AddSingleton(new PhoneWitness(
            new PhoneLogStore(settings.State.Directory),
            new PhoneAddresses(PhoneAddresses.Neighbours, () => Registered(book.Load()), TimeProvider.System),
            TimeProvider.System));
        if (!settings.Phones.Logs.IsEmpty)
        {
            services.AddSingleton<IHostedService>(provider => new ServerLogFollower(
                settings.Phones.Logs, provider.GetRequiredService<PhoneWitness>(), TimeProvider.System, provider.GetRequiredService<ILogger<ServerLogFollower>>()));
        }

        if (settings.Syslog is { } listen)
        {
            var address = ListenAddress.Parse(listen, "syslog.listen");
            services.AddSingleton<IHostedService>(provider => new SyslogReceiver(
                address, settings.Phones.Networks, provider.GetRequiredService<PhoneWitness>(), new SyslogLimits(), TimeProvider.System, provider.GetRequiredService<ILogger<SyslogReceiver>>()));
        }
    }

    private static IEnumerable<KeyValuePair<string, MacAddress>> Registered(PhoneBook book) =>
        book.Phones.Values.Where(p => p.Seen is not null).Select(p => KeyValuePair.Create(p.Seen!.Address, p.Mac));
}
