using System.Globalization;
using System.Threading.Channels;
using System.Xml.Linq;

namespace Reconciler.Testing.SimulatedPhone.Sip;

/// <summary>What the lamp of a BLF key shows.</summary>
public enum LampState
{
    /// <summary>Nothing known yet.</summary>
    Unknown,

    /// <summary>Free.</summary>
    Idle,

    /// <summary>It rings.</summary>
    Ringing,

    /// <summary>In a call.</summary>
    InUse,
}

/// <summary>A line's watch on another extension (SUBSCRIBE, event <c>dialog</c>, RFC 4235).</summary>
public sealed class SipSubscription
{
    private readonly SipLine _line;
    private readonly string _target;
    private readonly string _from;
    private readonly Channel<LampState> _states = Channel.CreateUnbounded<LampState>();

    internal SipSubscription(SipLine line, string extension)
    {
        _line = line;
        _target = line.Account.AddressOfRecord.Replace($"sip:{line.Account.User}@", $"sip:{extension}@", StringComparison.Ordinal);
        _from = $"{SipText.NameAddress(line.Account.DisplayName, line.Account.AddressOfRecord)};tag={SipText.NewId()}";
    }

    /// <summary>The status that the SUBSCRIBE got; 404 where Asterisk has no hint for the extension.</summary>
    public int Status { get; private set; }

    /// <summary>What the lamp shows now.</summary>
    public LampState State { get; private set; }

    internal string CallId { get; } = SipText.NewId();

    /// <summary>Waits until the lamp shows that.</summary>
    public async Task ShowsAsync(LampState state, CancellationToken cancellationToken)
    {
        while (State != state)
        {
            await _states.Reader.ReadAsync(cancellationToken);
        }
    }

    internal async Task BeginAsync(TimeSpan expires, CancellationToken cancellationToken)
    {
        var request = _line.NewRequest("SUBSCRIBE", _target);
        request["From"] = _from;
        request["To"] = $"<{_target}>";
        request["Call-ID"] = CallId;
        request["CSeq"] = string.Create(CultureInfo.InvariantCulture, $"{_line.NextSequence()} SUBSCRIBE");
        request["Contact"] = $"<{_line.ContactUri}>";
        request["Event"] = "dialog";
        request["Accept"] = "application/dialog-info+xml";
        request["Expires"] = ((int)expires.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var (_, response) = await _line.SendWithAnswerAsync(request, cancellationToken);
        Status = response.StatusCode;
    }

    internal void OnNotify(SipMessage notify)
    {
        if (notify.Body.Trim().Length == 0)
        {
            return;
        }

        var dialogs = XDocument.Parse(notify.Body.Trim()).Descendants().Where(element => element.Name.LocalName == "state").Select(element => element.Value.Trim()).ToList();
        State = dialogs switch
        {
            _ when dialogs.Contains("confirmed", StringComparer.Ordinal) => LampState.InUse,
            _ when dialogs.Contains("early", StringComparer.Ordinal) => LampState.Ringing,
            _ => LampState.Idle,
        };
        _states.Writer.TryWrite(State);
    }
}
