using System.Globalization;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>A clock that is right: windows, waves, certificates and every time in a log go by it.</summary>
internal sealed class ClockCheck : IHostCheck
{
    /// <summary>Before this version was written no clock that is right can be.</summary>
    private static readonly DateTimeOffset Earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string Name => "clock";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckReport(Name, Judge(host) is { } finding ? [finding] : []));

    private static HostFinding? Judge(ExaminedHost host)
    {
        if (host.Time.GetUtcNow() is var now && now < Earliest)
        {
            return HostFinding.Error(string.Create(CultureInfo.InvariantCulture, $"The clock of this host says {now:yyyy-MM-dd}, which is long past."), "timedatectl set-ntp true");
        }

        return host.IsClockSynchronized() is false
            ? HostFinding.Warning("No time server keeps the clock of this host, by which windows open and waves are judged.", "apt install systemd-timesyncd && timedatectl set-ntp true")
            : null;
    }
}
