using System.Text.RegularExpressions;
using Reconciler.Core.Phones;
using Reconciler.Import.Drafts;
using Reconciler.Import.Inputs;
using Reconciler.Import.Phones;

namespace Reconciler.Import;

/// <summary>Tells what stays different, the same difference of many phones once.</summary>
internal sealed partial class ComparisonReport(ImportFindings findings, bool rotate)
{
    private readonly Dictionary<(string Name, string Text), (PhoneDump Dump, DumpElement Element, int Phones, bool IsNote)> _differences = [];

    private readonly SortedDictionary<string, (PhoneDump First, int Phones, SortedSet<string> Names)> _added = new(StringComparer.Ordinal);

    public int Elements { get; private set; }

    public int Same { get; private set; }

    public void Add(PhoneDraft draft, PhoneDump dump, IReadOnlyDictionary<string, DumpElement> had, IReadOnlyList<ElementDifference> differences)
    {
        var terms = FamilyTerms.Of(draft.Model);
        var readable = had.Keys.Count(name => !terms.IsReport(name));
        var unlike = 0;
        foreach (var difference in differences)
        {
            var known = ParameterCatalogue.Of(draft.Model).Find(difference.Had.Name);
            if (terms.IsReport(difference.Had.Name))
            {
                continue;
            }

            switch (difference.Kind)
            {
                case DifferenceKind.Differs when !(rotate && difference.IsSecret):
                    unlike++;
                    Count(dump, difference.Had, Text(difference, known, ManagedParameters.Of(draft.Model)), isNote: false);
                    break;
                case DifferenceKind.Unsaid when dump.IsOfPhone && difference.Had.Value.Length > 0 && known?.DefaultOn(draft.Model) is null:
                    Count(dump, difference.Had, "is kept by the phone itself: nobody knows what a new phone has there, so the specs do not say it.", isNote: true);
                    break;
                default:
                    break;
            }
        }

        Elements += readable;
        Same += readable - unlike;
    }

    /// <summary>Elements that the specs set and the file does not have.</summary>
    public void AddAdded(PhoneDraft draft, PhoneDump dump, IEnumerable<string> names)
    {
        var managed = ManagedParameters.Of(draft.Model);
        foreach (var reason in names.GroupBy(name => Decides(name, managed)))
        {
            var (first, phones, all) = _added.GetValueOrDefault(reason.Key, (dump, 0, new SortedSet<string>(StringComparer.Ordinal)));
            // Those that differ in their number alone are one.
            all.UnionWith(reason.Select(n => $"<{Number.Replace(n, "_n_")}>"));
            _added[reason.Key] = (first, phones + 1, all);
        }
    }

    public void Tell()
    {
        foreach (var ((name, text), (dump, element, phones, isNote)) in _differences)
        {
            var more = phones > 1 ? $" (and on {phones - 1} more phone{(phones == 2 ? "" : "s")})" : "";
            if (isNote)
            {
                findings.Note(dump.FileOf(element), element.Line, $"<{name}> {text}{more}");
            }
            else
            {
                findings.Left(dump.FileOf(element), element.Line, $"<{name}> {text}{more}");
            }
        }

        foreach (var (reason, (dump, phones, names)) in _added)
        {
            findings.Note(dump.File, 0, $"{reason} {string.Join(", ", names)}, of which {(phones == 1 ? "the file says" : $"the files of {phones} phones say")} nothing.");
        }
    }

    private static string Text(ElementDifference difference, CatalogueParameter? known, ManagedParameters managed)
    {
        var hidden = difference.IsSecret || known is { IsSecret: true };
        var rendered = difference.Rendered is { } text ? $"; the specs render {(hidden ? "another secret" : $"\"{text}\"")}" : "";
        var why = managed.IsRefused(difference.Had.Name) ? managed.KeyOf(difference.Had.Name) is { } key ? $" ({key} decides it)" : " (Reconciler sets it on all phones)" : "";
        return $"has {(hidden ? "a secret" : $"\"{difference.Had.Value}\"")}{rendered}{why}.";
    }

    private static string Decides(string name, ManagedParameters managed) =>
        !managed.IsRefused(name) ? "A profile says everything, so the phone gets the usual values of" : managed.KeyOf(name) is { } key ? $"{key} decides" : "Reconciler sets on all phones";

    [GeneratedRegex("_[0-9]+_", RegexOptions.None, 60_000)]
    private static partial Regex Number { get; }

    private void Count(PhoneDump dump, DumpElement element, string text, bool isNote)
    {
        var key = (element.Name, text);
        _differences[key] = _differences.TryGetValue(key, out var found) ? (found.Dump, found.Element, found.Phones + 1, isNote) : (dump, element, 1, isNote);
    }
}
