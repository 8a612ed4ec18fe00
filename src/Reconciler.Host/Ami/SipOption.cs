using System.Collections.Immutable;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Secrets;

namespace Reconciler.Host.Ami;

/// <summary>An option of a section, all of its lines taken together.</summary>
internal readonly record struct SipOption(string Name, ConfigText Value)
{
    /// <summary>The options of a section: <c>allow</c> adds up, of the others the last line holds; those that make no single value are left out.</summary>
    public static ImmutableArray<SipOption> Of(ConfSection section)
    {
        var options = new Dictionary<string, ConfigText>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value, _) in section.Settings)
        {
            if (name is "type" or "disallow" or "set_var" or "setvar" or "match")
            {
                continue;
            }

            options[name] = name is "allow" && options.TryGetValue(name, out var before) ? ConfigText.Concat(before, ",", value) : value;
        }

        return [.. options.Select(o => new SipOption(o.Key, o.Value)).OrderBy(o => o.Name, StringComparer.Ordinal)];
    }

    /// <summary>Adds a finding where a value differs from what Asterisk printed. Never with the value of a secret.</summary>
    public void Compare(string subject, string found, Func<string, string, bool> same, ReadBackFindings findings)
    {
        if (Value.HasSecret)
        {
            // Without the host's key there is nothing to compare with.
            if (Value.Secrets.All(s => s.IsKnown) && !string.Equals(Value.Open(), found, StringComparison.Ordinal))
            {
                findings.AddDifference(subject, $"Its {Name} is not the intended one.", Hint);
            }
        }
        else if (!same(Value.Masked, found))
        {
            findings.AddDifference(subject, $"Its {Name} is \"{found}\", not \"{Value.Masked}\".", Hint);
        }
    }

    private const string Hint = "Asterisk kept an older object because it refused the new one, or another file defines it too: see its log.";
}
