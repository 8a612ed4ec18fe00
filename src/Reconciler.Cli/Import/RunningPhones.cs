using System.Net;
using Reconciler.Cli.Usage;
using Reconciler.Core.Phones.Families;
using Reconciler.Host.Resync;
using Reconciler.Import.Inputs;

namespace Reconciler.Cli.Import;

/// <summary>Phones tell all that they hold on a page of their web server; which one is, their family says.</summary>
internal static class RunningPhones
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Nobody knows the family of an address: one page is tried after the other.</summary>
    private static readonly string[] Pages = [.. DeviceFamilies.All.Select(f => f.SettingsPage).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>One after the other, as these phones have little to answer with.</summary>
    /// <exception cref="UsageException">An address is none, a phone does not answer or refuses the password, or the password's file cannot be read.</exception>
    public static async Task<IReadOnlyList<InputFile>> ReadAsync(IEnumerable<string> addresses, string? passwordFile, TimeProvider time, CancellationToken cancellationToken)
    {
        var password = passwordFile is null ? null : PasswordOf(passwordFile);
        var files = new List<InputFile>();
        foreach (var address in addresses)
        {
            files.Add(await ReadAsync(address, password, time, cancellationToken));
        }

        return files;
    }

    private static string PasswordOf(string file)
    {
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read ({exception.Message.TrimEnd('.')}).");
        }
    }

    private static Uri UrlOf(string address, string page) =>
        Uri.TryCreate($"http://{address}{page}", UriKind.Absolute, out var url) && url.UserInfo.Length == 0 && url.AbsolutePath == page && url.Query.Length == 0
            ? url
            : throw new UsageException($"'{address}' is no address of a phone; give it as 192.168.2.151 or 192.168.2.151:8080.");

    private static async Task<InputFile> ReadAsync(string address, string? password, TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (var page in Pages)
        {
            if (await ReadAsync(UrlOf(address, page), password, time, cancellationToken) is { } file)
            {
                return file;
            }
        }

        var elsewhere = string.Join(' ', DeviceFamilies.All.Select(f => f.SettingsElsewhere).Where(s => s.Length > 0));
        throw new UsageException($"{address} shows its settings neither at {string.Join(" nor at ", Pages)}; see that the address is a phone's, and that its administrator's pages are on (Enable_Web_Admin_Access). {elsewhere}");
    }

    /// <summary>Null where there is no such page.</summary>
    private static async Task<InputFile?> ReadAsync(Uri url, string? password, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var client = PhoneHttp.Client(url, password, Patience);
        try
        {
            using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => new InputFile(url.ToString(), await BytesOfAsync(response, either.Token)),
                HttpStatusCode.NotFound => null,
                HttpStatusCode.Unauthorized => throw new UsageException(
                    password is null
                        ? $"{url.Authority} asks for the administrator's password; name a file that holds it (--password-file FILE)."
                        : $"{url.Authority} refuses the administrator's password; correct the file that holds it."),
                var status => throw new UsageException($"{url} answers {(int)status}; see that the address is a phone's, and that its web server and its administrator's pages are on (Enable_Web_Server, Enable_Web_Admin_Access)."),
            };
        }
        catch (HttpRequestException exception)
        {
            throw new UsageException($"{url.Authority} cannot be asked ({exception.HttpRequestError}); see that the phone is on and its web server with it.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UsageException($"{url.Authority} does not answer within {Patience.TotalSeconds:0} s; see that the phone is on and its web server with it.");
        }
    }

    /// <summary>Null where it is more than a phone has, as for a file that is too large.</summary>
    private static async Task<byte[]?> BytesOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var block = new byte[64 << 10];
        for (var read = await body.ReadAsync(block, cancellationToken); read > 0; read = await body.ReadAsync(block, cancellationToken))
        {
            if (bytes.Length + read > InputFile.LargestBytes)
            {
                return null;
            }

            bytes.Write(block, 0, read);
        }

        return bytes.ToArray();
    }
}
