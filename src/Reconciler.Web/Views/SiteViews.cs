using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Git.Mirrors;
using Reconciler.Host.PhoneLogs;
using Reconciler.Reconciliation.Status;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Web.Views;

/// <summary>Everything that the page and the API show, read from the state and the mirror: the loop is asked nothing.</summary>
internal sealed class SiteViews : IDisposable
{
    private readonly AttemptStore _attempts;
    private readonly RunJournal _journal;
    private readonly string _driftDirectory;

    public SiteViews(AgentSettings settings, TimeProvider time)
    {
        var (directory, state) = (settings.State.Directory, settings.State.Open());
        var mirror = GitMirrorSettings.DirectoryIn(directory);
        Time = time;
        States = new StateStore(state);
        Phones = new PhoneViews(state);
        Commits = new CommitBook(mirror, settings.Repository.Url);
        Site = new PublishedSite(States, mirror, settings.Repository.Path);
        _attempts = new AttemptStore(state, time);
        PhoneLogs = new PhoneLogStore(directory);
        _journal = new RunJournal(state);
        _driftDirectory = Path.Combine(directory, "drift");
    }

    public TimeProvider Time { get; }

    public StateStore States { get; }

    public PhoneViews Phones { get; }

    public PhoneLogStore PhoneLogs { get; }

    public CommitBook Commits { get; }

    public PublishedSite Site { get; }

    public StatusRecord Status() => StatusRecord.Of(States.Load(), Phones.Summary, _attempts.Judge());

    /// <summary>Newest first; those of before the journal was kept stand in the state, without what they changed.</summary>
    public IReadOnlyList<RunSummary> Runs()
    {
        var kept = _journal.Load();
        return kept is [.., var oldest] ? [.. kept, .. States.Load().History.Where(run => run.Time < oldest.Time)] : States.Load().History;
    }

    public SiteOverview Overview()
    {
        var status = Status();
        var list = Phones.List;
        return new SiteOverview
        {
            Status = status,
            Steps =
            [
                new("Seen", "the newest commit of the branch", Commits.Find(status.Observed), IsTrue(status, ConditionType.Fetched)),
                new("Tried", "the last commit that a run tried to apply", Commits.Find(status.Attempted), IsTrue(status, ConditionType.Valid) && IsTrue(status, ConditionType.Allowed)),
                new("In Asterisk", "read back from Asterisk", Commits.Find(status.Activated), IsTrue(status, ConditionType.Activated)),
                new("Served", "what phones fetch", Commits.Find(status.Published), IsTrue(status, ConditionType.Published)),
                new("Proved", "every phone was seen to run it", Commits.Find(Phones.Summary?.Proved), IsTrue(status, ConditionType.Converged)),
            ],
            Waiting = WaitingItem.Of(status),
            Phones = list.Counts,
            Notices = list.Notices,
            Now = Time.GetUtcNow(),
        };
    }

    /// <summary>Folders of what somebody wrote by hand, newest first, as they are kept aside.</summary>
    public ImmutableArray<string> KeptDrift() => Directory.Exists(_driftDirectory)
        ? [.. Directory.EnumerateDirectories(_driftDirectory).Select(Path.GetFileName).OfType<string>().OrderDescending(StringComparer.Ordinal)]
        : [];

    public void Dispose() => Site.Dispose();

    private static bool IsTrue(StatusRecord status, ConditionType type) => status.Conditions.Any(c => c.Type == type && c.Status == ConditionStatus.True);
}
