using System.Collections.Frozen;
using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Asterisk;

/// <summary>The channels that Dial is given for a number.</summary>
internal sealed class DialTargets
{
    private readonly string _siteContext;
    private readonly FrozenDictionary<string, string> _logins;
    private readonly FrozenSet<string> _onSeveralPhones;

    public DialTargets(AsteriskSpec asterisk, ImmutableArray<Extension> extensions)
    {
        _siteContext = asterisk.Context.Value;
        Technology = asterisk.Channel.Value == SipChannel.Pjsip ? "PJSIP" : "SIP";
        _logins = extensions.ToFrozenDictionary(e => e.Number.ToString(), e => SipLogin.Of(e.Spec), StringComparer.Ordinal);

        // Dial(PJSIP/151) rings the first contact only. chan_sip keeps one phone an extension.
        _onSeveralPhones = extensions
            .Where(e => e.Phones.Length > 1 && asterisk.Channel.Value == SipChannel.Pjsip)
            .Select(e => e.Number.ToString()).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The channel driver as devices are named: PJSIP or SIP.</summary>
    public string Technology { get; }

    /// <summary>The device of an extension, whose state a hint shows: <c>PJSIP/151</c>.</summary>
    public string Device(string number) => $"{Technology}/{_logins[number]}";

    /// <summary><c>PJSIP/151</c>, all contacts of an extension on several phones, or a number outside the specs by way of the dialplan.</summary>
    public string Target(string number)
    {
        if (!_logins.TryGetValue(number, out var login))
        {
            return $"Local/{number}@{_siteContext}";
        }

        return _onSeveralPhones.Contains(number) ? $"${{PJSIP_DIAL_CONTACTS({login})}}" : Device(number);
    }

    /// <summary><c>PJSIP/151&amp;PJSIP/152,25,rt</c>.</summary>
    public string Dial(IEnumerable<string> numbers, TimeSpan ringTime, string options)
    {
        var targets = string.Join('&', numbers.Select(Target));
        var seconds = (long)ringTime.TotalSeconds;
        return options.Length == 0 ? $"{targets},{seconds}" : $"{targets},{seconds},{options}";
    }
}
