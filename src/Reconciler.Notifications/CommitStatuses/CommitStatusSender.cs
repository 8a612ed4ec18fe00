using System.Net.Http.Headers;
using Reconciler.Core.Secrets;
using Reconciler.Notifications.Channels;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Notifications.CommitStatuses;

/// <summary>Sets the status of a commit on the forge.</summary>
internal sealed class CommitStatusSender(CommitStatusTarget target, string token, Uri? link, JsonSender sender)
{
    private const string Key = "notifications.commitStatus";

    private string Place => $"{target.Forge.Title} at {target.Api}";

    /// <exception cref="HostConfigurationException">The settings do not say where, or the token's file cannot be used.</exception>
    public static CommitStatusSender Of(CommitStatusSettings settings, string repositoryUrl, Uri? link, JsonSender sender)
    {
        var token = Agent.Hosting.SecretLine.Read(settings.TokenFile, $"{Key}.tokenFile");
        return token.All(c => c is > ' ' and < '\x7f')
            ? new CommitStatusSender(CommitStatusTarget.Of(settings, repositoryUrl), token, link, sender)
            : throw new HostConfigurationException($"{Key}.tokenFile in the agent's file: the first line of {settings.TokenFile} has a character that no token has.");
    }

    /// <exception cref="NoticeNotSentException">The forge did not take it; the message says what to do.</exception>
    public async Task SendAsync(string? site, CommitVerdict verdict, CancellationToken cancellationToken)
    {
        var call = target.Forge.Make(target.Project, verdict, site is null ? "reconciler" : $"reconciler/{site}", link);
        JsonAnswer answer;
        try
        {
            answer = await sender.ExchangeAsync(HttpMethod.Post, new Uri(target.Api, call.Path), JsonBody.Of(call.Body), Prepare, cancellationToken);
        }
        catch (NoticeNotSentException exception)
        {
            throw new NoticeNotSentException($"{Place}: {exception.Message}");
        }

        if (!answer.IsSuccess && !target.Forge.IsThereAlready(answer.Status, answer.Beginning))
        {
            throw new NoticeNotSentException(Explain(answer.Status));
        }
    }

    private void Prepare(HttpRequestMessage request)
    {
        // GitHub refuses who does not name himself.
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("reconciler", typeof(CommitStatusSender).Assembly.GetName().Version?.ToString(3)));
        target.Forge.Authorize(request.Headers, token);
    }

    private string Explain(int status) => status switch
    {
        >= 300 and < 400 => $"{Place} answers with a redirect ({status}), and the token is sent to no other address; set {Key}.api and project to the present one",
        401 => $"{Place} does not accept the token of {Key}.tokenFile (401): it is wrong or has expired; {target.Forge.Right}",
        403 or 404 => $"{Place} does not let the token of {Key}.tokenFile set the status of a commit of {target.Project} ({status}): {target.Forge.Right}, or {Key}.project is another's",
        _ => $"{Place} answers {status}",
    };
}
