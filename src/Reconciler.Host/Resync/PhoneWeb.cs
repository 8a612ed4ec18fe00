using System.Net;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families;
using Reconciler.Core.Secrets;
using Reconciler.Host.Convergence;

namespace Reconciler.Host.Resync;

/// <summary>A phone's own web pages. Of an answer only its status is read.</summary>
public sealed class PhoneWeb(Func<string, ISecretSource> secrets, PhoneNetworks networks, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks for a resync or a reboot. Null: the phone took it; else one sentence that says why not.</summary>
    public async Task<string?> NotifyAsync(PhoneBook book, ResyncOrder order, PhoneCommand command, CancellationToken cancellationToken)
    {
        if (networks.Refusal(order.Address) is { } refusal)
        {
            return refusal;
        }

        var running = order.Verdict.Running ?? order.Phone.Profile;
        var action = command == PhoneCommand.Resync ? "resync?" + book.ProfileUrlOf(order.Phone) : "reboot";
        var host = order.Address.Contains(':', StringComparison.Ordinal) ? $"[{order.Address}]" : order.Address;
        var url = new Uri($"http://{host}:{running.WebPort}/admin/{action}");
        string? problem = null;
        foreach (var password in Passwords(book, running, order.Phone.Profile))
        {
            (var refused, problem) = await AskAsync(url, password, cancellationToken).ConfigureAwait(false);
            if (!refused)
            {
                break;
            }
        }

        return problem;
    }

    /// <summary>That of the profile that it runs, then that of the one it is to run: it may have fetched in between.</summary>
    private IEnumerable<SecretValue?> Passwords(PhoneBook book, ProfileVersion running, ProfileVersion desired)
    {
        var source = secrets(book.Site ?? "");
        foreach (var admin in new[] { running.Admin, desired.Admin }.Distinct())
        {
            if (admin?.ToReference() is not { } reference)
            {
                yield return null;
            }
            else
            {
                // A phone that has not fetched since the master key was changed has the one of the key before.
                foreach (var value in new[] { source.Resolve(reference), source.ResolvePrevious(reference) })
                {
                    if (value is { IsKnown: true })
                    {
                        yield return value;
                    }
                }
            }
        }
    }

    private async Task<(bool Refused, string? Problem)> AskAsync(Uri url, SecretValue? password, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var client = PhoneHttp.Client(url, password?.Open(), Patience);
        try
        {
            using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return response.StatusCode switch
            {
                HttpStatusCode.Unauthorized => (true, $"its web server at {url.Authority} refuses the administrator's password"),
                >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => (false, null),
                var status => (false, $"its web server at {url.Authority} answers {(int)status}"),
            };
        }
        catch (HttpRequestException exception)
        {
            return (false, $"its web server at {url.Authority} cannot be asked ({exception.HttpRequestError})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (false, $"its web server at {url.Authority} does not answer within {Patience.TotalSeconds:0} s");
        }
    }
}
