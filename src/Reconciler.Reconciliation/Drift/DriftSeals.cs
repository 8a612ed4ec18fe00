using System.Buffers.Binary;
using System.Security.Cryptography;
using Reconciler.Core.Digests;
using Reconciler.Host.Disk;
using Reconciler.Host.Storage;

namespace Reconciler.Reconciliation.Drift;

/// <summary>
/// Files that the checks before found as they were published: <c>drift/verified</c> in the state, 16 bytes for each file, made of its stamp and of the content
/// that it had. A file whose seal is there was not touched since and need not be read. Each is read once a day all the same, a few with each check. An entry of
/// seals that is damaged is as good as none.
/// </summary>
internal sealed class DriftSeals
{
    private const string Name = "drift/verified";
    private const int SealLength = 16;
    private const int HeaderLength = 12;

    /// <summary>As many parts as a day has checks.</summary>
    private static readonly int Parts = (int)(TimeSpan.FromDays(1) / DriftSchedule.Period);

    private readonly IStateStorage _state;
    private readonly DateTimeOffset _now;
    private readonly HashSet<UInt128> _before = [];
    private readonly HashSet<UInt128> _found = [];
    private readonly long _firstDue;
    private readonly long _lastDue;

    private DriftSeals(IStateStorage state, DateTimeOffset now)
    {
        _state = state;
        _now = now;
        _lastDue = PeriodOf(now);
        _firstDue = Read(state.Read(Name)) is { } last && last <= _lastDue ? last + 1 : _lastDue - Parts;
    }

    private static ReadOnlySpan<byte> Magic => "RDV1"u8;

    /// <param name="state">Where drift is remembered.</param>
    /// <param name="time">Says which files are due.</param>
    public static DriftSeals Load(IStateStorage state, TimeProvider time) => new(state, time.GetUtcNow());

    /// <summary>Whether the file was found with that content and not touched since.</summary>
    public bool Holds(FileStamp stamp, Digest content)
    {
        if (IsDue(content) || SealOf(stamp, content) is var seal && !_before.Contains(seal))
        {
            return false;
        }

        _found.Add(seal);
        return true;
    }

    /// <summary>It was found so. One that was changed just before is not sealed yet: another change might leave no trace.</summary>
    /// <param name="stamp">As it was before it was read.</param>
    /// <param name="content">The digest of what was read.</param>
    public void Add(FileStamp stamp, Digest content)
    {
        if (stamp.IsSettled(_now.ToUnixTimeMilliseconds() * 1_000_000))
        {
            _found.Add(SealOf(stamp, content));
        }
    }

    /// <summary>On the disk when this returns.</summary>
    public void Save()
    {
        var bytes = new byte[HeaderLength + (_found.Count * SealLength) + SHA256.HashSizeInBytes];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(Magic.Length), _lastDue);
        var position = HeaderLength;
        foreach (var seal in _found)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(position), seal);
            position += SealLength;
        }

        SHA256.HashData(bytes.AsSpan(0, position), bytes.AsSpan(position));
        _state.Replace(Name, bytes, Durability.Now);
    }

    private static long PeriodOf(DateTimeOffset time) => (long)(time.ToUnixTimeSeconds() / DriftSchedule.Period.TotalSeconds);

    private bool IsDue(Digest content) => _lastDue - _firstDue >= Parts - 1 || IsWithin((long)(content.A % (ulong)Parts));

    private bool IsWithin(long part)
    {
        var next = _firstDue + (((part - _firstDue) % Parts + Parts) % Parts);
        return next <= _lastDue;
    }

    private static UInt128 SealOf(FileStamp stamp, Digest content)
    {
        Span<byte> bytes = stackalloc byte[(5 * sizeof(long)) + SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, stamp.Device);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], stamp.Inode);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], stamp.Size);
        BinaryPrimitives.WriteInt64BigEndian(bytes[24..], stamp.Written);
        BinaryPrimitives.WriteInt64BigEndian(bytes[32..], stamp.Changed);
        content.CopyTo(bytes[40..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>The period of the last check; null: nothing is known of it.</summary>
    private long? Read(byte[]? bytes)
    {
        var count = (bytes?.Length ?? 0) - HeaderLength - SHA256.HashSizeInBytes;
        if (bytes is null || count < 0 || count % SealLength != 0 || !bytes.AsSpan().StartsWith(Magic)
            || !SHA256.HashData(bytes.AsSpan(0, HeaderLength + count)).AsSpan().SequenceEqual(bytes.AsSpan(HeaderLength + count)))
        {
            return null;
        }

        for (var position = HeaderLength; position < HeaderLength + count; position += SealLength)
        {
            _before.Add(BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(position)));
        }

        return BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(Magic.Length));
    }
}
