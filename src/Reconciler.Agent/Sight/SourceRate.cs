using System.Net;

namespace Reconciler.Agent.Sight;

/// <summary>How many datagrams are taken: of each sender, and of all together. Senders are remembered up to a number; while it is reached, new ones are not heard.</summary>
internal sealed class SourceRate(SyslogLimits limits, TimeProvider time)
{
    private readonly Dictionary<IPAddress, Bucket> _sources = [];
    private readonly Bucket _all = new(limits.AllAtOnce, time.GetTimestamp());

    public bool TryTake(IPAddress source)
    {
        var now = time.GetTimestamp();
        if (!_sources.TryGetValue(source, out var bucket))
        {
            if (_sources.Count >= limits.Sources)
            {
                Forget(now);
            }

            if (_sources.Count >= limits.Sources)
            {
                return false;
            }

            _sources.Add(source, bucket = new Bucket(limits.AtOnce, now));
        }

        return bucket.TryTake(limits.PerSecond, limits.AtOnce, now, time) && _all.TryTake(limits.AllPerSecond, limits.AllAtOnce, now, time);
    }

    /// <summary>Those whose rate is whole again are as good as new ones.</summary>
    private void Forget(long now)
    {
        foreach (var source in _sources.Where(s => s.Value.IsWhole(limits.PerSecond, limits.AtOnce, now, time)).Select(s => s.Key).ToList())
        {
            _sources.Remove(source);
        }
    }

    private sealed class Bucket(double left, long since)
    {
        private double _left = left;
        private long _since = since;

        public bool TryTake(int perSecond, int atOnce, long now, TimeProvider time)
        {
            _left = Left(perSecond, atOnce, now, time);
            _since = now;
            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }

        public bool IsWhole(int perSecond, int atOnce, long now, TimeProvider time) => Left(perSecond, atOnce, now, time) >= atOnce;

        private double Left(int perSecond, int atOnce, long now, TimeProvider time) => Math.Min(atOnce, _left + (time.GetElapsedTime(_since, now).TotalSeconds * perSecond));
    }
}
