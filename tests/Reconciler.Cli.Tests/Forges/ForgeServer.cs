using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Reconciler.Git.Mirrors;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Forges;

/// <summary>
/// A forge's comments as its documentation says, on loopback, for one request (number 7) of the repository acme/phones. Whatever the documentation does not
/// say is a violation, which fails the test when the server is disposed.
/// </summary>
internal abstract class ForgeServer : IAsyncDisposable
{
    public const string Token = "canary-token-5f2b61";
    public const int Number = 7;

    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _application;
    private readonly List<string> _violations = [];
    private readonly List<string> _requests = [];
    private readonly List<StoredComment> _comments = [];
    private readonly List<ForgeFault> _faults = [];
    private readonly Lock _lock = new();

    protected ForgeServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    /// <summary>What <c>--forge</c> calls it.</summary>
    public abstract string Forge { get; }

    /// <summary>What its CI sets, with the token.</summary>
    public abstract Dictionary<string, string> Environment { get; }

    /// <summary>The account of the token.</summary>
    public abstract string Self { get; }

    /// <summary>A repository with a site at its top, as a job has one.</summary>
    public string Site => _folder.FullPath;

    /// <summary>How many characters it takes.</summary>
    public virtual int Limit => 65_536;

    /// <summary>The status of a comment that is too long.</summary>
    protected virtual int TooLong => StatusCodes.Status422UnprocessableEntity;

    /// <summary>Method and path of each request, in order.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public IReadOnlyList<StoredComment> Comments
    {
        get
        {
            lock (_lock)
            {
                return [.. _comments];
            }
        }
    }

    public string Address => _application.Urls.First();

    public static async Task<ForgeServer> StartAsync(string forge)
    {
        ForgeServer server = forge switch { "github" => new GitHubServer(), "gitlab" => new GitLabServer(), _ => new GiteaServer() };
        RepositorySeed.CreateEmpty(server.Site, "main");
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Somebody writes a comment by hand.</summary>
    public StoredComment Add(string user, string body)
    {
        lock (_lock)
        {
            var comment = new StoredComment(1000 + _comments.Count, user, body);
            _comments.Add(comment);
            return comment;
        }
    }

    /// <summary>The next request of a method is answered so.</summary>
    public void Fail(string method, int status, string message = "trouble", int times = 1, bool carriedOut = false, params (string Name, string Value)[] headers) =>
        _faults.Add(new ForgeFault(method, status, message) { Headers = headers, Times = times, IsCarriedOut = carriedOut });

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _folder.Dispose();
        Assert.Empty(_violations);
    }

    /// <summary>Answers a request that is as documented, else says what is not.</summary>
    protected abstract Task<string?> AnswerAsync(HttpContext context, string call);

    /// <summary>The comment as the forge shows it.</summary>
    protected abstract object Shown(StoredComment comment);

    protected static Task JsonAsync(HttpContext context, int status, object value)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(value);
    }

    /// <summary>One page, with the header that says whether there is another.</summary>
    protected Task PageAsync(HttpContext context)
    {
        var size = int.Parse(context.Request.Query["per_page"].First() ?? "20", CultureInfo.InvariantCulture);
        var page = int.Parse(context.Request.Query["page"].First() ?? "1", CultureInfo.InvariantCulture);
        var all = Comments;
        if (all.Count > page * size)
        {
            context.Response.Headers.Link = $"<{Address}{context.Request.Path}?page={page + 1}&per_page={size}>; rel=\"next\", <{Address}{context.Request.Path}?page=9>; rel=\"last\"";
        }

        return JsonAsync(context, StatusCodes.Status200OK, all.Skip((page - 1) * size).Take(size).Select(Shown));
    }

    protected Task AllAsync(HttpContext context) => JsonAsync(context, StatusCodes.Status200OK, Comments.Select(Shown));

    protected async Task<string?> CreateAsync(HttpContext context)
    {
        var (text, problem) = await ReadTextAsync(context);
        if (problem is not null || text!.Length > Limit)
        {
            await JsonAsync(context, TooLong, new { message = $"body is too long (maximum is {Limit} characters)" });
            return problem;
        }

        await JsonAsync(context, StatusCodes.Status201Created, Shown(Add(Self, text)));
        return null;
    }

    protected async Task<string?> ChangeAsync(HttpContext context, string id)
    {
        var (text, problem) = await ReadTextAsync(context);
        var place = Comments.ToList().FindIndex(c => c.Id.ToString(CultureInfo.InvariantCulture) == id);
        if (problem is not null || place < 0)
        {
            return problem ?? $"there is no comment {id}";
        }

        if (Comments[place].User != Self)
        {
            return $"comment {id} is a stranger's";
        }

        lock (_lock)
        {
            _comments[place] = _comments[place] with { Body = text! };
        }

        await JsonAsync(context, StatusCodes.Status200OK, Shown(Comments[place]));
        return null;
    }

    private static async Task<(string? Text, string? Problem)> ReadTextAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
        {
            return (null, $"the content's type is {context.Request.ContentType}");
        }

        using var json = await JsonDocument.ParseAsync(context.Request.Body);
        return json.RootElement.EnumerateObject().ToArray() is [{ Name: "body", Value.ValueKind: JsonValueKind.String } body]
            ? (body.Value.GetString(), null)
            : (null, $"the content is {json.RootElement.GetRawText()}");
    }

    private async Task HandleAsync(HttpContext context)
    {
        var call = $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}";
        lock (_lock)
        {
            _requests.Add(call);
        }

        var fault = _faults.Find(f => f.Times > 0 && f.Method == context.Request.Method);
        if (fault is { IsCarriedOut: true })
        {
            var answer = context.Response.Body;
            context.Response.Body = Stream.Null;
            await AnswerAsync(context, call);
            context.Response.Body = answer;
            context.Response.Headers.Clear();
        }

        if (fault is not null)
        {
            fault.Times--;
            await fault.AnswerAsync(context);
        }
        else if (await AnswerAsync(context, call) is { } problem)
        {
            lock (_lock)
            {
                _violations.Add($"{call}: {problem}");
            }

            if (!context.Response.HasStarted)
            {
                await JsonAsync(context, StatusCodes.Status400BadRequest, new { message = problem });
            }
        }
    }
}

/// <summary>A comment as the server keeps it.</summary>
internal sealed record StoredComment(long Id, string User, string Body);
