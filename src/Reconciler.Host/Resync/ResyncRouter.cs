using Reconciler.Core.Phones;
using Reconciler.Host.Convergence;

namespace Reconciler.Host.Resync;

/// <summary>
/// Finds a way to tell a registered phone. A NOTIFY goes to an extension whose challenge Asterisk can answer: the phone checks it with the password
/// that it runs with, which during a rotation is not always the one that Asterisk has. Where none is left, the phone's web server is asked.
/// </summary>
internal sealed class ResyncRouter
{
    private readonly ResyncMode _mode;
    private readonly PhoneBook _book;
    private readonly PhoneNetworks _networks;
    private readonly Dictionary<string, int> _carriers = new(StringComparer.Ordinal);

    public ResyncRouter(ResyncMode mode, PhoneBook book, PhoneNetworks networks)
    {
        _mode = mode;
        _book = book;
        _networks = networks;
        foreach (var extension in book.Phones.Values.SelectMany(p => p.Profile.Lines.Select(l => l.Extension).Distinct(StringComparer.Ordinal)))
        {
            _carriers[extension] = _carriers.GetValueOrDefault(extension) + 1;
        }
    }

    /// <summary>The way; null, with the reason, where there is none.</summary>
    public ResyncOrder? Route(PhoneVerdict verdict, out string why)
    {
        why = "";
        if (_mode == ResyncMode.None)
        {
            why = "phones.resync is none: it looks for its profile by itself";
            return null;
        }

        if (verdict.Contacts.IsEmpty)
        {
            why = "it is not registered";
            return null;
        }

        if (_mode == ResyncMode.Notify && NotifiedBy(verdict) is { } extension)
        {
            return new ResyncOrder { Verdict = verdict, Extension = extension };
        }

        if ((verdict.Running ?? verdict.Phone.Profile).WebPort > 0)
        {
            if (_networks.Refusal(verdict.DecisiveContact!.Address) is { } refusal)
            {
                why = refusal;
                return null;
            }

            return new ResyncOrder { Verdict = verdict, Extension = null };
        }

        why = _mode == ResyncMode.Http
            ? "its web server is off: it looks for its profile by itself"
            : "Asterisk cannot answer its NOTIFY challenge while passwords rotate, and its web server is off: it looks for its profile by itself";
        return null;
    }

    /// <summary>An extension of this phone alone rather than one that it shares: all phones of an extension are notified.</summary>
    private string? NotifiedBy(PhoneVerdict verdict) => verdict.Contacts
        .Select(c => c.Extension)
        .Where(e => IsAnswered(verdict, e))
        .OrderBy(e => _carriers.GetValueOrDefault(e)).ThenBy(e => e, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>A profile that is not known may have any password: trying costs one message.</summary>
    private bool IsAnswered(PhoneVerdict verdict, string extension)
    {
        var contact = verdict.Contacts.First(c => c.Extension == extension);
        var line = verdict.Phone.Find(contact.Agent.Tag)?.Lines.FirstOrDefault(l => l.Extension == extension);
        return line is null || _book.CanAnswer(line, verdict.Phone);
    }
}
