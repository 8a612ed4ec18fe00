using Reconciler.Cli.Usage;
using Reconciler.Core.Fleets;
using Reconciler.Import;
using Reconciler.Import.Phones;

namespace Reconciler.Cli.Import;

/// <summary>Models of phones that no file says: by <c>--model</c>, else by whoever sits at the terminal.</summary>
internal sealed class ModelAnswers
{
    private readonly Dictionary<MacAddress, PhoneModel> _given = [];
    private readonly HashSet<MacAddress> _used = [];
    private readonly ImportQuestions _questions;
    private PhoneModel? _last;

    /// <param name="given">The texts of <c>--model</c>: <c>MAC=MODEL</c>.</param>
    /// <param name="questions">Asks for what was not given.</param>
    /// <exception cref="UsageException">A text is none of these.</exception>
    public ModelAnswers(IEnumerable<string> given, ImportQuestions questions)
    {
        _questions = questions;
        foreach (var text in given)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !MacAddress.TryParse(text[..equals], out var mac))
            {
                throw new UsageException($"--model {text} names no phone; write it as --model 001122334455=SPA504G.");
            }

            var model = ModelNames.Find(text[(equals + 1)..]) ?? throw new UsageException(ProblemOf(text[(equals + 1)..])!);
            if (!_given.TryAdd(mac, model))
            {
                throw new UsageException($"--model names the phone {mac.WithColons} twice; leave one out.");
            }
        }
    }

    public PhoneModel? Of(UnknownPhone phone)
    {
        if (_given.TryGetValue(phone.Mac, out var given))
        {
            _used.Add(phone.Mac);
            return given;
        }

        if (phone.Fitting.Count == 1)
        {
            return null;
        }

        // Most phones of a site are of one model: the last answer comes first.
        var fitting = _last is { } last && (phone.Fitting.Count == 0 || phone.Fitting.Contains(last)) ? [last, .. phone.Fitting.Where(m => m != last)] : phone.Fitting;
        return _questions.Model(phone, fitting, ProblemOf) is { } name ? _last = ModelNames.Find(name) : null;
    }

    /// <summary>Refuses answers to what nobody asked, which would be lost unseen.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public void RefuseUnused()
    {
        foreach (var mac in _given.Keys.Where(m => !_used.Contains(m)).OrderBy(m => m.ToString(), StringComparer.Ordinal))
        {
            throw new UsageException($"--model names the phone {mac.WithColons}, which no file has or whose model a file says; leave it out.");
        }
    }

    private static string? ProblemOf(string name) => ModelNames.Find(name) is null ? $"'{name}' is no model that Reconciler provisions; docs/phones.md lists them." : null;
}
