using Reconciler.Host.Convergence;
using Reconciler.Host.Storage;

namespace Reconciler.Web.Views;

/// <summary>The phones as they were at the last look. They are parsed once a change, not once a request: a large site's are tens of megabytes.</summary>
internal sealed class PhoneViews(IStateStorage state)
{
    private readonly PhoneBookStore _store = new(state, TimeProvider.System);
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
            var version = _store.Version;
            if (_last is null || _last.Version != version)
            {
                var book = _store.Load();
                var summary = _store.LoadSummary();
                _last = new Snapshot(version, book, summary, PhoneList.Of(book, summary));
            }

            return _last;
        }
    }

    private sealed record Snapshot((EntryVersion? Book, EntryVersion? Summary) Version, PhoneBook Book, ConvergenceSummary? Summary, PhoneList List);
}
