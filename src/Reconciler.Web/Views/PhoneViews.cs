using Reconciler.Host.Convergence;

namespace Reconciler.Web.Views;

/// <summary>The phones as they were at the last look. The files are parsed once a change, not once a request: a large site's are tens of megabytes.</summary>
internal sealed class PhoneViews(string stateDirectory)
{
    private readonly PhoneBookStore _store = new(stateDirectory, TimeProvider.System);
    private readonly string[] _files = [Path.Combine(stateDirectory, "phones", "phones.json"), Path.Combine(stateDirectory, "phones", "convergence.json")];
    private readonly Lock _gate = new();
    private Snapshot? _last;

    public PhoneList List => Read().List;

    public PhoneBook Book => Read().Book;

    /// <summary>Null: nobody has looked at the phones yet.</summary>
    public ConvergenceSummary? Summary => Read().Summary;

    private Snapshot Read()
    {
        lock (_gate)
        {
            var stamp = string.Join(' ', _files.Select(Stamp));
            if (_last?.Stamp != stamp)
            {
                var book = _store.Load();
                var summary = _store.LoadSummary();
                _last = new Snapshot(stamp, book, summary, PhoneList.Of(book, summary));
            }

            return _last;
        }
    }

    /// <summary>Each file is replaced as a whole, so that its time and length say whether it is another one.</summary>
    private static string Stamp(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? $"{file.LastWriteTimeUtc.Ticks}-{file.Length}" : "-";
    }

    private sealed record Snapshot(string Stamp, PhoneBook Book, ConvergenceSummary? Summary, PhoneList List);
}
