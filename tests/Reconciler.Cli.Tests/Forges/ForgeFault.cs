using Microsoft.AspNetCore.Http;

namespace Reconciler.Cli.Tests.Forges;

/// <summary>An answer in place of the documented one, to the next requests of a method.</summary>
internal sealed record ForgeFault(string Method, int Status, string Message)
{
    public required (string Name, string Value)[] Headers { get; init; }

    /// <summary>How many requests it still answers.</summary>
    public required int Times { get; set; }

    /// <summary>True: the request is carried out and only its answer lost.</summary>
    public required bool IsCarriedOut { get; init; }

    public Task AnswerAsync(HttpContext context)
    {
        foreach (var (name, value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.StatusCode = Status;
        return context.Response.WriteAsJsonAsync(new { message = Message });
    }
}
