using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Ami;

/// <summary>
/// A running Asterisk, by its manager interface. It connects when it is first asked, and again after the connection was lost.
/// For use by one run at a time.
/// </summary>
public sealed partial class AmiPbxControl(AmiEndpoint settings, TimeProvider time, ILogger<AmiPbxControl> logger) : IPbxControl
{
    private AmiSession? _session;

    // What the set that was checked last holds something for; null: none was checked yet.
    private HashSet<AsteriskModule>? _filled;

    /// <summary>Connects if needed, and tells what this Asterisk can do.</summary>
    /// <exception cref="PbxUnavailableException">Unreachable, refused or still starting.</exception>
    public async Task<PbxCapabilities> ProbeAsync(CancellationToken cancellationToken) =>
        (await OpenAsync(cancellationToken).ConfigureAwait(false)).Capabilities;

    /// <inheritdoc/>
    public async Task<PbxLifetime> IdentifyAsync(CancellationToken cancellationToken)
    {
        var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var answer = await session.AskAsync(new AmiRequest("CoreStatus"), cancellationToken).ConfigureAwait(false);
        return new PbxLifetime($"{answer["CoreStartupDate"]} {answer["CoreStartupTime"]}", $"{answer["CoreReloadDate"]} {answer["CoreReloadTime"]}");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PbxProblem>> CheckSyntaxAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var problems = new List<PbxProblem>();
        _filled = [];
        foreach (var path in paths)
        {
            // ListCategories parses the file as GetConfig does, and keeps its secrets to itself.
            var answer = await session.AskAsync(new AmiRequest("ListCategories").With("Filename", path), cancellationToken).ConfigureAwait(false);
            if (answer.Text.Contains("invalid format", StringComparison.OrdinalIgnoreCase))
            {
                problems.Add(new PbxProblem(
                    Path.GetFileName(path),
                    "Asterisk cannot parse the file; loaded, it would take away every object of its module.",
                    "Asterisk's log names the line."));
            }
            else if (!answer.IsSuccess)
            {
                throw NotReadable(path, answer.Text);
            }
            else if (answer.Headers.Any(h => h.Key.StartsWith("Category-", StringComparison.OrdinalIgnoreCase)))
            {
                await RequireAsync(session, _filled, Path.GetFileName(path), cancellationToken).ConfigureAwait(false);
            }
        }

        return problems;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<string>> FindAdministratorsContextsAsync(string ours, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var contexts = await AmiCategories.ReadAsync(session, AsteriskModule.Dialplan.File, cancellationToken).ConfigureAwait(false);
        foreach (var one in await AmiCategories.ReadAsync(session, ours, cancellationToken).ConfigureAwait(false))
        {
            // One for one: a context that both define is there twice.
            contexts.Remove(one);
        }

        return contexts.ToHashSet(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PbxProblem>> ReloadAsync(IReadOnlyList<AsteriskModule> modules, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var problems = new List<PbxProblem>();
        var reload = new AmiReload(session, settings, time);
        foreach (var module in modules)
        {
            var mayBeMissing = _filled?.Contains(module) == false;
            if (await reload.RunAsync(module, mayBeMissing, cancellationToken).ConfigureAwait(false) is { } problem)
            {
                problems.Add(problem);
            }
            else
            {
                LogReloaded(module.Name);
            }
        }

        return problems;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PbxProblem>> ReadBackAsync(
        AsteriskConfiguration intended, AsteriskConfiguration? previous, CancellationToken cancellationToken) =>
        CompareAsync(intended, previous, isStrict: false, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PbxProblem>> FindDriftAsync(AsteriskConfiguration intended, CancellationToken cancellationToken) =>
        CompareAsync(intended, previous: null, isStrict: true, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PbxProblem>> FindWarningsAsync(AsteriskConfiguration intended, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await MailboxPins.CheckAsync(session, intended, cancellationToken).ConfigureAwait(false) is { } warning ? [warning] : [];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync().ConfigureAwait(false);
            _session = null;
        }
    }

    private async Task<IReadOnlyList<PbxProblem>> CompareAsync(
        AsteriskConfiguration intended, AsteriskConfiguration? previous, bool isStrict, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        IEnumerable<IReadBack> parts =
        [
            new MailboxReadBack(intended.Mailboxes, previous?.Mailboxes ?? []),
            new PjsipReadBack(SectionsOf(intended, SipChannel.Pjsip), SectionsOf(previous, SipChannel.Pjsip)),
            new ChanSipReadBack(SectionsOf(intended, SipChannel.Sip), SectionsOf(previous, SipChannel.Sip)),
            new DialplanReadBack(intended.Dialplan, previous?.Dialplan ?? [], isStrict),
        ];
        return await ReadBackLoop.RunAsync([.. parts.Where(p => IsToBeRead(p, session))], session, time, cancellationToken).ConfigureAwait(false);
    }

    // Objects that only should be gone are gone with the module that had them.
    private static bool IsToBeRead(IReadBack part, AmiSession session) =>
        part.Intended > 0 || (part.Objects > 0 && AmiActions.For(part.Module, notify: false).All(session.Capabilities.Actions.Contains));

    private static ImmutableArray<ConfSection> SectionsOf(AsteriskConfiguration? configuration, SipChannel channel) =>
        configuration?.Channel == channel ? configuration.Sip : [];

    private async Task<AmiSession> OpenAsync(CancellationToken cancellationToken)
    {
        if (_session is { Connection.IsAlive: true })
        {
            return _session;
        }

        await DisposeAsync().ConfigureAwait(false);
        _session = await AmiSession.OpenAsync(settings, time, cancellationToken).ConfigureAwait(false);
        LogConnected(settings.Address, _session.Capabilities.Version);
        return _session;
    }

    private async Task RequireAsync(AmiSession session, HashSet<AsteriskModule> filled, string file, CancellationToken cancellationToken)
    {
        var module = AsteriskModule.InReloadOrder.FirstOrDefault(m => string.Equals(m.File, file, StringComparison.Ordinal));
        if (module is not null)
        {
            filled.Add(module);
            await session.RequireAsync([.. AmiActions.For(module, settings.NeedsNotify), "Reload"], cancellationToken).ConfigureAwait(false);
        }
    }

    private PbxUnavailableException NotReadable(string path, string text) => new(
        PbxUnavailableReason.AdministratorFiles,
        $"Asterisk at {settings.Address} cannot read {path} ({text}); asterisk.directory must be the folder \"{path.Split('/')[0]}\" in Asterisk's own configuration directory (astetcdir), the one that its \"#tryinclude {path.Split('/')[0]}/current/...\" lines name, and asterisk.group a group of Asterisk's user.");

    [LoggerMessage(EventId = 1600, Level = LogLevel.Debug, Message = "Connected to Asterisk {Version} at {Address}")]
    private partial void LogConnected(string address, string version);

    [LoggerMessage(EventId = 1601, Level = LogLevel.Debug, Message = "Reloaded {Module}")]
    private partial void LogReloaded(string module);
}
