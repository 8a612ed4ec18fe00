using System.Text.Json;
using Reconciler.Core.Fleets;
using Reconciler.Host.Disk;

namespace Reconciler.Host.PhoneLogs;

/// <summary>All that was seen of each phone, as JSON lines under <c>phone-logs/</c> of the state directory. The agent alone writes; nothing is lost but sight if it is removed.</summary>
public sealed class PhoneLogStore(string stateDirectory, PhoneLogLimits? limits = null)
{
    private const string Suffix = ".log";
    private const string OlderSuffix = ".1.log";
    private const string Unknown = "unknown";

    private readonly string _directory = Path.Combine(stateDirectory, "phone-logs");
    private readonly PhoneLogLimits _limits = limits ?? new PhoneLogLimits();
    private readonly Lock _gate = new();
    private long? _bytes;

    /// <param name="mac">Null: whose it is is not known.</param>
    /// <param name="line">The line.</param>
    /// <exception cref="PublishFailedException">It cannot be written.</exception>
    public void Add(MacAddress? mac, PhoneLogLine line)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line, PhoneLogJson.OneLine.PhoneLogLine), (byte)'\n'];
        var name = mac?.ToString() ?? Unknown;
        lock (_gate)
        {
            try
            {
                Append(Path.Combine(_directory, name + Suffix), Path.Combine(_directory, name + OlderSuffix), bytes);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new PublishFailedException($"What is seen of phones cannot be written to {_directory}: {exception.Message}", _directory, exception);
            }
        }
    }

    /// <summary>The last lines that hold the text, oldest first.</summary>
    /// <param name="mac">Null: those of which it is not known whose they are.</param>
    /// <param name="text">Empty: all.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<PhoneLogLine> Read(MacAddress? mac, string text, int most)
    {
        var name = mac?.ToString() ?? Unknown;
        return [.. new[] { OlderSuffix, Suffix }.SelectMany(suffix => Lines(Path.Combine(_directory, name + suffix)))
            .Where(line => text.Length == 0 || line.Text.Contains(text, StringComparison.OrdinalIgnoreCase) || line.Address.StartsWith(text, StringComparison.Ordinal))
            .TakeLast(most)];
    }

    /// <summary>Changes whenever something is added of the phone; null: nothing was seen of it.</summary>
    internal (long Length, DateTime Written)? StampOf(MacAddress mac) =>
        new FileInfo(Path.Combine(_directory, mac + Suffix)) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : null;

    /// <summary>Whether anything was seen of it.</summary>
    public bool Has(MacAddress mac) => File.Exists(Path.Combine(_directory, mac + Suffix));

    /// <summary>Phones of which something was seen, whoever they are; the last seen first.</summary>
    public IReadOnlyList<MacAddress> Phones() => !Directory.Exists(_directory)
        ? []
        : [.. Files().Where(f => !f.Name.EndsWith(OlderSuffix, StringComparison.Ordinal)).OrderByDescending(f => f.LastWriteTimeUtc)
            .Select(f => MacAddress.TryParse(f.Name[..^Suffix.Length], out var mac) ? mac : (MacAddress?)null).OfType<MacAddress>()];

    private void Append(string path, string older, byte[] bytes)
    {
        Directory.CreateDirectory(_directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _bytes ??= Files().Sum(f => f.Length);
        if (_bytes + bytes.Length > _limits.Bytes)
        {
            MakeRoom();
        }

        var file = new FileInfo(path);
        if (file.Exists && file.Length + bytes.Length > _limits.BytesOfPhone / 2)
        {
            _bytes -= File.Exists(older) ? new FileInfo(older).Length : 0;
            LibC.Rename(path, older);
        }

        using var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        stream.Write(bytes);
        _bytes += bytes.Length;
    }

    /// <summary>A tenth at once: looking through all files for each line would be worse than what it prevents.</summary>
    private void MakeRoom()
    {
        foreach (var file in Files().OrderBy(f => f.LastWriteTimeUtc).ToList())
        {
            if (_bytes <= _limits.Bytes / 10 * 9)
            {
                break;
            }

            _bytes -= file.Length;
            file.Delete();
        }
    }

    private IEnumerable<FileInfo> Files() => new DirectoryInfo(_directory).EnumerateFiles("*" + Suffix);

    private static IEnumerable<PhoneLogLine> Lines(string path)
    {
        if (DurableFile.Read(path) is not { } bytes)
        {
            yield break;
        }

        var start = 0;
        while (Array.IndexOf(bytes, (byte)'\n', start) is >= 0 and var end)
        {
            if (Parse(bytes.AsSpan(start, end - start)) is { } line)
            {
                yield return line;
            }

            start = end + 1;
        }
    }

    /// <summary>A line that a full disk cut off is left out.</summary>
    private static PhoneLogLine? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, PhoneLogJson.OneLine.PhoneLogLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
