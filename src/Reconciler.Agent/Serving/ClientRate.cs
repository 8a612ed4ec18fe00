using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Reconciler.Core.Phones;

namespace Reconciler.Agent.Serving;

/// <summary>How often one client may ask; of IPv6, all that can call themselves anything within one network are one.</summary>
internal sealed class ClientRate : IDisposable
{
    private const int NetworkBytes = 8;
    private readonly PartitionedRateLimiter<HttpContext> _limiter;

    public ClientRate(ServerLimits limits) => _limiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
        RateLimitPartition.GetTokenBucketLimiter(KeyOf(context.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = limits.RequestsAtOnce,
            TokensPerPeriod = limits.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    /// <summary>Answers 429 where the client asks too often.</summary>
    public async Task LimitAsync(HttpContext context, RequestDelegate next)
    {
        using var lease = _limiter.AttemptAcquire(context);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = "1";
        context.Response.Headers.Connection = "close";
    }

    public void Dispose() => _limiter.Dispose();

    private static IPAddress KeyOf(IPAddress? address)
    {
        var client = address?.Unmapped() ?? IPAddress.None;
        if (client.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return client;
        }

        var bytes = client.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return new IPAddress(bytes);
    }
}
