using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Explaining;
using Reconciler.Core.Fleets;
using Reconciler.Host.Convergence;
using Reconciler.Host.PhoneLogs;
using Reconciler.Reconciliation.Status;
using Reconciler.Web.Access;
using Reconciler.Web.Views;

namespace Reconciler.Web.Api;

/// <summary>The part of the API that only reads.</summary>
internal sealed class ReadEndpoints(SiteViews views)
{
    private const int PageSize = 1000;
    private const int MostLines = 1000;
    private const string Json = "application/json";
    private const string NeverSeen = "No phone of this MAC address is published or was seen.";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok\n")).WithMetadata(new NeededRight(AccessRight.None)).WithSummary("Whether the agent's HTTP server answers.");
        routes.MapGet("/readyz", Ready).WithMetadata(new NeededRight(AccessRight.None)).Produces(503).WithSummary("200 where the Ready condition is true; else 503 with its reason.");
        routes.MapGet("/api/status", () => TaggedBytes.Json(StatusJson.ToBytes(views.Status())))
            .Produces<StatusRecord>(200, Json).WithSummary("The site's state, as `reconciler status --format json` prints it (schema/status.schema.json).");
        routes.MapGet("/api/phones", (HttpContext context, string? q, string? state, string? model, int? page, int? size) => ListPhones(context))
            .Produces<PhoneList>(200, Json).WithSummary("Phones, filtered by `q`, `state` and `model`, a page of at most 1000 at a time: `Link` names the next, `X-Total-Count` counts all (schema/phones.schema.json).");
        routes.MapGet("/api/phones/{mac}", OnePhone)
            .Produces<PhoneList>(200, Json).Produces<ApiError>(404).WithSummary("One phone, as `reconciler phones MAC --format json` prints it.");
        routes.MapGet("/api/phones/{mac}/log", PhoneLog)
            .Produces<IReadOnlyList<PhoneLogLine>>(200, Json).Produces<ApiError>(404).WithSummary("What was seen of a phone beside Asterisk, oldest first: leases, fetches, syslog. `q` is text in a line, `most` how many (1000).");
        routes.MapGet("/api/phones/{mac}/steps", PhoneSteps)
            .Produces<IReadOnlyList<PhoneStep>>(200, Json).Produces<ApiError>(404).WithSummary("A phone's way from its box to calls, as far as it was seen.");
        routes.MapGet("/api/explain/{subject}", ExplainAsync)
            .Produces(200, contentType: Json).Produces<ApiError>(404).WithSummary("Where the values of a phone, an extension or a number come from, and where its calls go (schema/explain.schema.json).");
        routes.MapGet("/api/runs", () => TaggedBytes.Json(StatusJson.ToBytes(views.Runs())))
            .Produces<IReadOnlyList<RunSummary>>(200, Json).WithSummary("The last 100 runs that changed something or failed, newest first, with what each changed.");
        routes.MapGet("/api/unknown-phones", UnknownPhones).Produces<UnknownPhones>(200, Json).WithSummary("Registrations that belong to no phone of the fleet.");
    }

    private IResult Ready()
    {
        var ready = views.Status().Conditions.FirstOrDefault(c => c.Type == ConditionType.Ready);
        return ready is { Status: ConditionStatus.True } ? Results.Text("ready\n") : Results.Text($"not ready: {ready?.Reason ?? ConditionReasons.NotTried}\n", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private TaggedBytes ListPhones(HttpContext context)
    {
        var query = PhoneQuery.Of(context.Request.Query, PageSize);
        var list = views.Phones.List;
        var page = query.Select(list, views.Phones.Book);
        context.Response.Headers["X-Total-Count"] = page.Total.ToString(CultureInfo.InvariantCulture);
        if (page.Number < page.Pages)
        {
            context.Response.Headers.Link = $"</api/phones{query.For(page.Number + 1)}{(query.Size == PageSize ? "" : string.Create(CultureInfo.InvariantCulture, $"&size={query.Size}"))}>; rel=\"next\"";
        }

        return TaggedBytes.Json((list with { Phones = [.. page.Rows.Select(row => row.Phone)] }).ToJson());
    }

    private IResult OnePhone(string mac)
    {
        var list = views.Phones.List;
        var found = MacAddress.TryParse(mac, out var address) ? list.Phones.FirstOrDefault(phone => phone.Mac == address) : null;
        return found is null
            ? NotFound("No published phone has this MAC address; GET /api/phones lists them.")
            : TaggedBytes.Json((list with { Phones = [found], Unmanaged = [] }).ToJson());
    }

    /// <summary>Also of a phone that nobody described yet.</summary>
    private IResult PhoneLog(string mac, string? q, int? most) => MacAddress.TryParse(mac, out var address) && IsSeen(address)
        ? Results.Json(views.PhoneLogs.Read(address, q ?? "", Math.Clamp(most ?? MostLines, 1, MostLines)), ApiJson.Default.IReadOnlyListPhoneLogLine)
        : NotFound(NeverSeen);

    private IResult PhoneSteps(string mac) => MacAddress.TryParse(mac, out var address) && IsSeen(address)
        ? Results.Json<IReadOnlyList<PhoneStep>>(PhoneStep.Of(views.Phones.Book.Phones.GetValueOrDefault(address), views.PhoneLogs.Read(address, "", int.MaxValue)), ApiJson.Default.IReadOnlyListPhoneStep)
        : NotFound(NeverSeen);

    private bool IsSeen(MacAddress mac) => views.PhoneLogs.Has(mac) || views.Phones.Book.Phones.ContainsKey(mac);

    private async Task<IResult> ExplainAsync(string subject, CancellationToken cancellationToken)
    {
        var text = await views.Site.AskAsync(
            site => site.Explainer.Explain(subject) is { IsEmpty: false } explanation ? ExplanationJson.ToText(subject, site.Reading, explanation) : null, cancellationToken);
        return text is null ? NotFound("No phone, extension, ring group or inbound number is called so.") : TaggedBytes.Json(Encoding.UTF8.GetBytes(text));
    }

    private TaggedBytes UnknownPhones() =>
        TaggedBytes.Json(JsonSerializer.SerializeToUtf8Bytes(new UnknownPhones(views.Phones.List.Unmanaged), ApiJson.Default.UnknownPhones));

    private static IResult NotFound(string why) => Results.Json(new ApiError(why), ApiJson.Default.ApiError, statusCode: StatusCodes.Status404NotFound);
}
