using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;
using Reconciler.Web.Access;
using Reconciler.Web.Api;
using Reconciler.Web.Views;

namespace Reconciler.Web.Pages;

/// <summary>The pages, rendered on the server: each works without a script.</summary>
internal sealed class PageEndpoints(SiteViews views, SiteActions actions, bool canAct)
{
    private const int PageSize = 100;

    public void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/", (string? done) => Page<Overview>(("Site", views.Overview()), ("CanAct", canAct), ("Done", DoneText(done))));
        pages.MapGet("/phones", (HttpContext context) => Phones(context.Request));
        pages.MapGet("/phones/{mac}", PhoneAsync);
        pages.MapGet("/numbers/{number}", NumberAsync);
        pages.MapGet("/find", FindAsync);
        pages.MapGet("/rollout", () => Page<RolloutPage>(("View", RolloutView.Of(views)), ("CanAct", canAct)));
        pages.MapGet("/drift", Drift);
        pages.MapGet("/runs", () => Page<RunsPage>(("Runs", views.Runs()), ("Now", views.Time.GetUtcNow())));
        pages.MapGet("/unknown", () => Page<UnknownPage>(("Contacts", views.Phones.List.Unmanaged), ("Asking", AskingPhone.Of(views)), ("Now", views.Time.GetUtcNow())));
        pages.MapPost("/act/{verb}", ActAsync).WithMetadata(new NeededRight(AccessRight.Act));
        foreach (var asset in PageAsset.All)
        {
            pages.MapGet("/assets/" + asset.Name, () => asset.Body).WithMetadata(new NeededRight(AccessRight.None));
        }

        pages.MapGet("{*path}", () => Missing("There is no such page."));
    }

    private RazorComponentResult Phones(HttpRequest request)
    {
        var query = PhoneQuery.Of(request.Query, PageSize);
        var list = views.Phones.List;
        return Page<PhonesPage>(("Page", query.Select(list, views.Phones.Book)), ("Query", query), ("Observed", list.Observed), ("Now", views.Time.GetUtcNow()));
    }

    private async Task<RazorComponentResult> PhoneAsync(string mac, string? log, CancellationToken cancellationToken) =>
        MacAddress.TryParse(mac, out var address) && await PhoneView.FindAsync(views, address, log ?? "", cancellationToken) is { } view
            ? Page<PhoneDetail>(("View", view))
            : Missing("No published phone has this MAC address.");

    private async Task<RazorComponentResult> NumberAsync(string number, CancellationToken cancellationToken) =>
        await views.Site.AskAsync(site => site.Explainer.Explain(number) is { IsEmpty: false, Phone: null } found ? found : null, cancellationToken) is { } explanation
            ? Page<NumberPage>(("Explanation", explanation))
            : Missing("No extension, ring group or inbound number is called so in what is served.");

    /// <summary>One word, as people have it: a phone's page where it means one phone, a number's where it is one, else the phones that it fits.</summary>
    private async Task<IResult> FindAsync(string? q, CancellationToken cancellationToken)
    {
        var word = (q ?? "").Trim();
        var isNumber = word.Length > 0 && await views.Site.AskAsync(site => site.Explainer.Explain(word) is { IsEmpty: false, Phone: null } found ? found : null, cancellationToken) is not null;
        if (isNumber)
        {
            return Results.Redirect("/numbers/" + Uri.EscapeDataString(word));
        }

        return views.Phones.Book.Lookup().Find(word) is [var only] ? Results.Redirect($"/phones/{only.Mac}") : Results.Redirect("/phones?q=" + Uri.EscapeDataString(word));
    }

    private RazorComponentResult Drift()
    {
        var status = views.Status();
        return Page<DriftPage>(
            ("Standing", status.Conditions.Where(c => c is { Status: ConditionStatus.False, Reason: ConditionReasons.Drift }).ToList()),
            ("Runs", status.History.Where(run => run.Result == nameof(RunResult.Drifted)).ToList()),
            ("Kept", views.KeptDrift()),
            ("Now", views.Time.GetUtcNow()));
    }

    private async Task<IResult> ActAsync(HttpContext context, string verb)
    {
        if (!SiteActions.Has(verb) || !context.Request.HasFormContentType)
        {
            return Missing("There is no such action.");
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var argument = form["argument"].ToString();
        try
        {
            actions.Act(context, verb, new ActionRequest { Hash = argument, Reason = argument, Commit = argument });
            context.Response.Headers.Location = "/?done=" + verb;
            return Results.StatusCode(StatusCodes.Status303SeeOther);
        }
        catch (RequestRefusedException refusal)
        {
            return Message("Not done", refusal.Message, StatusCodes.Status409Conflict);
        }
    }

    /// <summary>Only what a verb of ours means: an address that somebody sends around must not speak for the agent.</summary>
    private static string? DoneText(string? verb) => verb is not null && SiteActions.Has(verb) ? $"'{verb}' was asked for; a run begins at once." : null;

    private static RazorComponentResult Missing(string why) => Message("Not found", why, StatusCodes.Status404NotFound);

    private static RazorComponentResult Message(string title, string text, int status)
    {
        var page = Page<MessagePage>(("Title", title), ("Text", text));
        page.StatusCode = status;
        return page;
    }

    private static RazorComponentResult Page<T>(params (string Name, object? Value)[] parameters)
        where T : IComponent => new(typeof(T), parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal)) { PreventStreamingRendering = true };
}
