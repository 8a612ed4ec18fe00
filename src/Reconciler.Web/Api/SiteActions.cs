using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Reconciler.Agent.Jobs;
using Reconciler.Sites;
using Reconciler.Web.Access;

namespace Reconciler.Web.Api;

/// <summary>The actions of the API and of the page: the requests that the commands leave too, followed by a run at once.</summary>
internal sealed partial class SiteActions(SiteControls controls, RunRequests runs, AccessRules rules, ILogger<SiteActions> logger)
{
    private const int LongestReason = 500;

    private static readonly FrozenDictionary<string, Func<SiteControls, ActionRequest, string>> ByVerb = new Dictionary<string, Func<SiteControls, ActionRequest, string>>(StringComparer.Ordinal)
    {
        ["sync"] = (_, _) => "A run begins at once.",
        ["approve"] = (site, request) => site.Approve(Argument(request.Hash, "hash", "the plan's hash")),
        ["retry"] = (site, _) => site.Retry(),
        ["suspend"] = (site, request) => site.Suspend(Reason(request.Reason)),
        ["resume"] = (site, _) => site.Resume(),
        ["rollback"] = (site, request) => site.Rollback(Argument(request.Commit, "commit", "a commit that was live")),
        ["abort"] = (site, _) => site.AbortRollout(),
        ["rollout-resume"] = (site, _) => site.ResumeRollout(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Verbs => ByVerb.Keys.Order(StringComparer.Ordinal);

    public static bool Has(string verb) => ByVerb.ContainsKey(verb);

    /// <summary>Returns the sentence that says what will happen.</summary>
    /// <exception cref="RequestRefusedException">Nothing could come of it.</exception>
    public string Act(HttpContext context, string verb, ActionRequest request)
    {
        var done = ByVerb[verb](controls, request);
        LogAction(logger, verb, Printable(rules.UserOf(context) ?? context.Connection.RemoteIpAddress?.ToString() ?? "somebody"));
        runs.RunNow();
        return done;
    }

    private static string Reason(string? text)
    {
        var reason = Argument(text, "reason", "why nothing is to be applied").ReplaceLineEndings(" ");
        return reason.Length <= LongestReason ? reason : reason[..LongestReason];
    }

    private static string Argument(string? text, string name, string meaning) =>
        string.IsNullOrWhiteSpace(text) ? throw new RequestRefusedException($"'{name}' is missing: {meaning}.") : text.Trim();

    private static string Printable(string text) => string.Concat(text.Take(64).Select(c => c is >= ' ' and <= '~' ? c : '?'));

    [LoggerMessage(EventId = 2810, Level = LogLevel.Information, Message = "'{Verb}' was asked for through the agent's page or API by {Who}")]
    private static partial void LogAction(ILogger logger, string verb, string who);
}
