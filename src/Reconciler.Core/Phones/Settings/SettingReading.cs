using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Settings;

/// <summary>A typed setting that says what elements of a phone hold.</summary>
/// <param name="Field">The setting.</param>
/// <param name="Items">Its texts in the specs' words; a flag's is Yes or No.</param>
/// <param name="Elements">The elements that it writes on the model.</param>
internal sealed record SettingReading(SettingField Field, ImmutableArray<string> Items, ImmutableArray<string> Elements)
{
    private static readonly string[] AnyWords = ["off", "always", "none", "user1", "user2"];

    /// <summary>The typed settings that an element of a phone may have come from: each writes all of its elements just as the phone has them.</summary>
    /// <param name="element">The element's name.</param>
    /// <param name="model">The phone's.</param>
    /// <param name="valueOf">The text that the phone has in an element; null: nobody knows.</param>
    public static IEnumerable<SettingReading> Of(string element, PhoneModel model, Func<string, string?> valueOf)
    {
        var value = valueOf(element) ?? "";
        foreach (var field in SettingFields.Of(element, model))
        {
            var names = field.Of(model).Where(e => !e.IsImplied && e.FindOn(model) is not null).SelectMany(e => e.NamesOn(model)).ToImmutableArray();
            foreach (var items in Candidates(field, value, names, valueOf))
            {
                if (Writes(field, items, element, model, valueOf))
                {
                    yield return new SettingReading(field, items, names);
                    break;
                }
            }
        }
    }

    private static bool Writes(SettingField field, ImmutableArray<string> items, string wanted, PhoneModel model, Func<string, string?> valueOf)
    {
        var place = SpecLocation.OfFile("");
        var setting = new SettingValue(field.Key, place, [.. items.Select(i => new Located<string>(i, place))]);
        var isWritten = false;
        foreach (var element in field.Of(model))
        {
            if (element.FindOn(model) is not { } known || element.TextOf(setting) is not { } text)
            {
                continue;
            }

            foreach (var name in element.NamesOn(model))
            {
                if (valueOf(name) is { } has && has != text && known.Canonical(has, model) is var canonical && (canonical is null || canonical != known.Canonical(text, model)))
                {
                    return false;
                }

                isWritten |= name == wanted;
            }
        }

        return isWritten;
    }

    private static IEnumerable<ImmutableArray<string>> Candidates(SettingField field, string value, ImmutableArray<string> names, Func<string, string?> valueOf) => field.Form switch
    {
        // Families say yes and no in words of their own.
        SettingForm.Flag => [["Yes"], ["No"]],
        SettingForm.Secret => value.Length == 0 ? [] : [[value]],
        SettingForm.List => [[.. value.Split(';', StringSplitOptions.RemoveEmptyEntries)], [.. names.Select(n => valueOf(n) ?? "").TakeWhile(v => v.Length > 0)]],
        SettingForm.Table => [Cells(field, value)],
        _ => field.Elements.SelectMany(e => e.SpecWords)
            .Concat(field.IsShortForm ? CountryTones.Countries : [])
            .Append(value.Replace(" s", "s", StringComparison.Ordinal))
            .Append(value + "s")
            .Append(value)
            .Concat(AnyWords)
            .Select(text => ImmutableArray.Create(text)),
    };

    /// <summary>The rows of a paging script, <c>pggrp=ADDRESS;name=…;num=…;listen=yes;</c> each.</summary>
    private static ImmutableArray<string> Cells(SettingField field, string script)
    {
        var cells = ImmutableArray.CreateBuilder<string>();
        foreach (var row in script.Split("pggrp=", StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = row.Split(';', StringSplitOptions.TrimEntries);
            foreach (var column in field.Columns)
            {
                cells.Add(column switch
                {
                    "address" => parts[0],
                    "number" => TextOf(parts, "num="),
                    "listen" => TextOf(parts, "listen=") == "no" ? "No" : "Yes",
                    _ => TextOf(parts, column + "="),
                });
            }
        }

        return cells.ToImmutable();
    }

    private static string TextOf(string[] parts, string key) => Array.Find(parts, p => p.StartsWith(key, StringComparison.Ordinal))?[key.Length..] ?? "";
}
