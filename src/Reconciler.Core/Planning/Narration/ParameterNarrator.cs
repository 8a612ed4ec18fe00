using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Settings;

namespace Reconciler.Core.Planning.Narration;

/// <summary>Changed parameters that no key, line or other part of the phone's spec explains, by the key of the specs that sets them.</summary>
internal static class ParameterNarrator
{
    // What a change of many parameters is: their names are in the files, and in the JSON.
    private const int MostValues = 2;
    private const string OfTheSite = " in site.yaml";

    /// <param name="changes">The changes of one phone.</param>
    /// <param name="model">The phone's.</param>
    /// <param name="settingOf">The typed setting that has set an element on that phone; null: none.</param>
    public static IEnumerable<string> Describe(IEnumerable<ValueChange> changes, PhoneModel model, Func<string, string?> settingOf)
    {
        foreach (var topic in changes.Select(c => new Parameter(c, PatternOf(c.Name, model), ManagedParameters.Of(model).KeyOf(c.Name) ?? settingOf(c.Name))).GroupBy(p => p.Topic, StringComparer.Ordinal))
        {
            var values = topic.GroupBy(p => (p.Pattern, p.Change.From, p.Change.To)).ToList();
            var isSet = topic.First().Key is not null;
            var samePair = values.Select(v => (v.Key.From, v.Key.To)).Distinct().Count() == 1;
            if (values.TrueForAll(v => v.Key.To is null))
            {
                foreach (var value in values)
                {
                    yield return Dropped([.. value], value.Key.From);
                }
            }
            else if (topic.Key.EndsWith(OfTheSite, StringComparison.Ordinal))
            {
                // The value itself is told once, of the site.
                yield return $"follows {topic.Key}";
            }
            else if (values.Count > MostValues && !samePair)
            {
                yield return $"{topic.Key} changes {Words.Count(topic.Count(), "parameter")}";
            }
            else if (isSet && samePair && !topic.Key.Contains(' ', StringComparison.Ordinal))
            {
                yield return $"{topic.Key} {Words.Becomes(values[0].Key.From, values[0].Key.To)}";
            }
            else
            {
                foreach (var value in values)
                {
                    yield return $"{(isSet ? topic.Key + ": " : "")}{NameOf([.. value])} {Words.Becomes(value.Key.From, value.Key.To)}";
                }
            }
        }
    }

    /// <summary>A phone keeps what its profile does not mention.</summary>
    private static string Dropped(ImmutableArray<Parameter> same, string? from) =>
        $"{NameOf(same)} is not set any more: the phone keeps {Words.ValueOf(from)} until it is set again{(same[0].IsTyped ? $", or put back by factory: [{same[0].Key}]" : "")}";

    private static string NameOf(ImmutableArray<Parameter> same) =>
        same.Length == 1 ? same[0].Change.Name : $"{same[0].Pattern.Replace("{n}", "n", StringComparison.Ordinal)} ({same.Length} times)";

    private static string PatternOf(string name, PhoneModel model) => ParameterCatalogue.Of(model).Find(name)?.Pattern ?? name;

    private sealed record Parameter(ValueChange Change, string Pattern, string? Key)
    {
        /// <summary>The word that a user would look for in the specs: the key that sets it, else the parameter itself.</summary>
        public string Topic => Key ?? Pattern;

        public bool IsTyped => Key is not null && SettingFields.Find(Key) is not null;
    }
}
