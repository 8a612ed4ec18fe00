using System.Globalization;
using System.Text;
using Reconciler.Testing.SimulatedPhone.Sip;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>
/// The memory of a device that left the factory and reads flat profiles: what a parameter is worth after the profiles it was given.
/// Names are case-sensitive; a parameter that a profile does not mention keeps its value; the last of repeated ones wins; unknown ones are ignored.
/// </summary>
public sealed class FactoryPhone : PhoneMemory
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _ignored = new(StringComparer.Ordinal);

    /// <summary>A phone fresh from the factory that knows the parameters of <see cref="FactoryDefaults"/>.</summary>
    public FactoryPhone(PhoneIdentity identity)
        : this(identity, FactoryDefaults.For(identity))
    {
    }

    /// <summary>A phone fresh from the factory that knows just these parameters, with these factory values.</summary>
    public FactoryPhone(PhoneIdentity identity, IEnumerable<KeyValuePair<string, string>> defaults)
        : base(identity)
    {
        foreach (var (name, value) in defaults)
        {
            _values[name] = value;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Values => _values;

    /// <inheritdoc/>
    public override bool IsProvisioned => IsYes("Provision_Enable");

    /// <inheritdoc/>
    public override bool FetchesOnStart => IsProvisioned && IsYes("Resync_On_Reset");

    /// <inheritdoc/>
    public override bool FetchesAfterUpgrade => IsYes("Resync_After_Upgrade_Attempt");

    /// <inheritdoc/>
    public override int? WebPort => IsYes("Enable_Web_Server") ? Number("Web_Server_Port") : null;

    /// <inheritdoc/>
    public override string WebPassword => this["Admin_Passwd"];

    /// <summary>What profiles said of parameters that this phone does not know; it has no effect.</summary>
    public IReadOnlyDictionary<string, string> Ignored => _ignored;

    /// <summary>The value of a parameter that the phone knows.</summary>
    public override string this[string name] => _values.TryGetValue(name, out var value)
        ? value
        : throw new KeyNotFoundException($"The simulated {Identity.ProductName} has no parameter '{name}'.");

    /// <summary>True when a yes-or-no parameter says yes, in any case.</summary>
    public bool IsYes(string name) => string.Equals(this[name], "Yes", StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes a profile over, and returns the names of the parameters whose value it changed.</summary>
    /// <exception cref="ProfileRejectedException">The profile cannot be read; nothing of it was taken.</exception>
    public override IReadOnlyCollection<string> Apply(ReadOnlyMemory<byte> file)
    {
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in FlatProfile.Parse(file))
        {
            if (value is null)
            {
                continue;
            }

            var target = _values.ContainsKey(name) ? _values : _ignored;
            if (target == _values && _values[name] != value)
            {
                changed.Add(name);
            }

            target[name] = value;
        }

        return changed;
    }

    /// <summary>Takes a profile over that is at hand as text.</summary>
    public IReadOnlyCollection<string> Apply(string profile) => Apply(Encoding.UTF8.GetBytes(profile));

    /// <summary>The same memory in a phone that now runs another firmware.</summary>
    public override FactoryPhone WithFirmware(PhoneIdentity identity)
    {
        var phone = new FactoryPhone(identity, _values);
        foreach (var (name, value) in _ignored)
        {
            phone._ignored[name] = value;
        }

        return phone;
    }

    /// <inheritdoc/>
    public override void Assign(string name, string value) => _values[name] = value;

    /// <inheritdoc/>
    public override IEnumerable<RuleTarget> FilesToFetch(string? byDhcp, PhoneVariables moment)
    {
        foreach (var name in new[] { "Profile_Rule", "Profile_Rule_B", "Profile_Rule_C", "Profile_Rule_D" })
        {
            // An address in option 66 stands in for the factory's rule.
            var rule = this[name] == Identity.FactoryRule && byDhcp?.Contains("://", StringComparison.Ordinal) == true ? byDhcp : this[name];
            if (ProvisioningRule.Evaluate(rule, moment.For(this)) is { } target)
            {
                yield return target;
            }
        }
    }

    /// <inheritdoc/>
    public override RuleTarget? ImageToFetch(PhoneVariables moment) => IsYes("Upgrade_Enable") ? ProvisioningRule.Evaluate(this["Upgrade_Rule"], moment.For(this)) : null;

    /// <inheritdoc/>
    public override bool IsTriggered(PhoneVariables moment)
    {
        var variables = moment.For(this);
        return new[] { "Resync_Trigger_1", "Resync_Trigger_2" }.Any(name => this[name].Length > 0 && RuleCondition.Holds(Macros.Expand(this[name], variables)));
    }

    /// <inheritdoc/>
    public override TimeSpan? WaitBeforeFetch(bool afterFailure) =>
        Number(afterFailure ? "Resync_Error_Retry_Delay" : "Resync_Periodic") is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <inheritdoc/>
    public override SipAccount? Account(int line) => SipAccount.Of(this, line);

    /// <inheritdoc/>
    public override bool Registers(int line) => IsYes(string.Create(CultureInfo.InvariantCulture, $"Register_{line}_"));

    /// <summary>
    /// Where two phones differ, one line a parameter (<c>name: 'this' / 'other'</c>), what they ignored included, so that a parameter which only one of them was
    /// ever told of shows.
    /// </summary>
    public IReadOnlyList<string> DifferencesFrom(FactoryPhone other)
    {
        var names = _values.Keys.Concat(_ignored.Keys).Concat(other._values.Keys).Concat(other._ignored.Keys).Distinct(StringComparer.Ordinal);
        return [.. names
            .Select(name => (Name: name, Mine: ValueOrNull(name), Theirs: other.ValueOrNull(name)))
            .Where(pair => pair.Mine != pair.Theirs)
            .Select(pair => $"{pair.Name}: {Quote(pair.Mine)} / {Quote(pair.Theirs)}")
            .Order(StringComparer.Ordinal)];
    }

    private int Number(string name) => int.Parse(this[name], NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Quote(string? value) => value is null ? "never set" : $"'{value}'";

    private string? ValueOrNull(string name) => _values.GetValueOrDefault(name) ?? _ignored.GetValueOrDefault(name);
}
