using System.Text;
using Reconciler.Host.Disk;

namespace Reconciler.Host.PhoneLogs;

/// <summary>The lines that are added to a log file, whichever way it is rotated: moved away or emptied. What was there before is no news.</summary>
public sealed class LogTail(string path) : IDisposable
{
    private const int MostBytes = 1 << 20;
    private const int LongestLine = 4096;

    private readonly byte[] _buffer = new byte[16 << 10];
    private readonly StringBuilder _line = new();
    private FileStream? _file;
    private FileIdentity? _identity;
    private bool _isOpened;

    public string Path => path;

    /// <summary>At most a mebibyte at a time: who writes faster is read later.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public IReadOnlyList<string> Read()
    {
        var lines = new List<string>();
        if (_file is not null)
        {
            ReadInto(lines);
        }

        if (_file is null || LibC.TryIdentify(path) != _identity || _file.Length < _file.Position)
        {
            Open();
            if (_file is not null)
            {
                ReadInto(lines);
            }
        }

        return lines;
    }

    public void Dispose() => _file?.Dispose();

    private void Open()
    {
        _file?.Dispose();
        (_file, _identity) = (null, null);
        _line.Clear();
        if (!PlainFile.IsAt(path))
        {
            // One that comes later is new from its first line.
            _isOpened = true;
            return;
        }

        _identity = LibC.TryIdentify(path);
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (!_isOpened)
        {
            _file.Seek(0, SeekOrigin.End);
            _isOpened = true;
        }
    }

    private void ReadInto(List<string> lines)
    {
        for (var left = MostBytes; left > 0;)
        {
            var count = _file!.Read(_buffer);
            if (count == 0)
            {
                break;
            }

            left -= count;
            foreach (var c in Encoding.Latin1.GetString(_buffer, 0, count))
            {
                if (c == '\n')
                {
                    lines.Add(_line.ToString());
                    _line.Clear();
                }
                else if (_line.Length < LongestLine)
                {
                    _line.Append(c);
                }
            }
        }
    }
}
