using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Import.Drafts;
using Reconciler.Import.Inputs;
using Reconciler.Import.Phones;
using Reconciler.Import.Writing;

namespace Reconciler.Import;

/// <summary>Which phones there are, from dumps and tables together.</summary>
/// <param name="findings">Takes what cannot be carried over.</param>
/// <param name="modelOf">The model of a phone that no file says; null: nobody knows.</param>
internal sealed class PhoneInventory(ImportFindings findings, Func<UnknownPhone, PhoneModel?> modelOf)
{
    public List<(PhoneDraft Draft, PhoneDump Dump)> Join(IReadOnlyList<PhoneDump> dumps, IReadOnlyList<PhoneDump> commons, IReadOnlyList<InventoryRow> rows, ExtensionDrafts extensions)
    {
        var rowsByMac = new Dictionary<MacAddress, InventoryRow>();
        foreach (var row in rows)
        {
            AddExtension(row, extensions);
            if (row.Mac is { } mac && !rowsByMac.TryAdd(mac, row) && rowsByMac[mac] is var other && other.Model is not null && row.Model is not null && other.Model != row.Model)
            {
                findings.Refuse(row.File, row.Line, $"the phone {mac.WithColons} is a {row.Model} here and a {other.Model} in {other.File}:{other.Line}; correct one of the two.");
            }
        }

        var phones = new SortedDictionary<MacAddress, (PhoneDraft Draft, PhoneDump Dump)>();
        foreach (var dump in dumps)
        {
            var mac = dump.Mac!.Value;
            if (phones.TryGetValue(mac, out var first))
            {
                findings.Refuse(dump.File, LineOfMac(dump), $"the phone {mac.WithColons} is in {first.Dump.File} already; leave the older of the two files out.");
            }
            else if (ModelOf(dump, commons, rowsByMac.GetValueOrDefault(mac)) is { } model)
            {
                phones[mac] = (new PhoneDraft(mac, model, dump.File, LineOfMac(dump)) { Description = Description(rowsByMac.GetValueOrDefault(mac)) }, dump with { Common = commons.FirstOrDefault(c => c.CommonTo.Contains(model)) });
            }
        }

        foreach (var (mac, row) in rowsByMac.Where(r => !phones.ContainsKey(r.Key)))
        {
            if ((row.Model ?? modelOf(new UnknownPhone(mac, row.File, row.Line, []))) is not { } model)
            {
                findings.Left(row.File, row.Line, $"the phone {mac.WithColons} has no model here, and there is no dump of it. {SayIt(mac)}");
                continue;
            }

            var nothing = new PhoneDump { File = row.File, Mac = mac, Model = model, IsOfPhone = false, Elements = ImmutableArray<DumpElement>.Empty };
            phones[mac] = (new PhoneDraft(mac, model, row.File, row.Line) { Description = Description(row) }, nothing);
        }

        return [.. phones.Values];
    }

    /// <summary>Phones that only a table knows carry the extensions that it gives them.</summary>
    public void AddKeysOfRows(List<(PhoneDraft Draft, PhoneDump Dump)> phones, IReadOnlyList<InventoryRow> rows, ExtensionDrafts extensions)
    {
        foreach (var (draft, _) in phones.Where(p => p.Dump.Elements.IsEmpty))
        {
            draft.Keys.Clear();
            foreach (var row in rows.Where(r => r.Mac == draft.Mac && ExtensionDrafts.IsNumber(r.Extension)))
            {
                if (extensions.Find(row.Extension) is { } extension)
                {
                    extension.IsOnPhone = true;
                    draft.Keys.Add(new KeyDraft(WrittenMap.Scalar(row.Extension), row.File, row.Line, $"extension {row.Extension}"));
                }
            }

            if (draft.Keys.Count == 0)
            {
                findings.Left(draft.File, draft.Line, $"the phone {draft.Mac.WithColons} has no extension here, and there is no dump of it.");
            }
        }
    }

    private void AddExtension(InventoryRow row, ExtensionDrafts extensions)
    {
        if (row.Extension.Length == 0)
        {
            return;
        }

        if (!ExtensionDrafts.IsNumber(row.Extension))
        {
            findings.Left(row.File, row.Line, $"\"{row.Extension}\" is no extension of 1 to 15 digits.");
            return;
        }

        if (row.Technology is not ("" or "PJSIP" or "SIP"))
        {
            findings.Left(row.File, row.Line, $"extension {row.Extension} is reached by {row.Technology}, and no SIP device.");
            return;
        }

        var extension = extensions.Add(row.Extension, row.File, row.Line);
        extension.Name ??= row.Name.Length > 0 ? row.Name : null;
        extension.Context ??= row.Context.Length > 0 ? row.Context : null;
        extension.Email ??= row.Email.Length > 0 ? row.Email : null;
        extension.HasVoicemail |= row.Email.Length > 0 || row.Mailbox.ToUpperInvariant() is "YES" or "TRUE" or "1" or "DEFAULT" or "ENABLED" || row.Mailbox == row.Extension;
        extension.RingSeconds ??= row.RingSeconds;
        extension.Pin ??= extension.HasVoicemail && row.Pin.Length is >= 4 and <= 16 && row.Pin.All(char.IsAsciiDigit) ? new FoundText(row.Pin, row.File, row.Line) : null;
        if (row.Secret.Length > 0)
        {
            extension.Accept(new FoundText(row.Secret, row.File, row.Line), findings);
        }
    }

    private static string? Description(InventoryRow? row) => row is null ? null : row.Description.Length > 0 ? row.Description : null;

    private static int LineOfMac(PhoneDump dump) => dump.Elements.FirstOrDefault(e => e.Name == "MAC_Address") is { Name: not null } found ? found.Line : 1;

    private PhoneModel? ModelOf(PhoneDump dump, IReadOnlyList<PhoneDump> commons, InventoryRow? row)
    {
        if (dump.Model is { } own)
        {
            if (row?.Model is { } other && other != own)
            {
                findings.Refuse(row.File, row.Line, $"the phone {row.Mac!.Value.WithColons} is a {other} here and says of itself that it is a {own} ({dump.File}); correct the table.");
            }

            return own;
        }

        if (row?.Model is { } named)
        {
            return named;
        }

        if (ModelNames.InPath(dump.File) is { } folder)
        {
            return folder;
        }

        var elements = dump.ByName();
        if (elements.TryGetValue("Product_Name", out var product))
        {
            findings.Left(dump.File, product.Line, $"\"{product.Value}\" is no model that Reconciler provisions.");
            return null;
        }

        var fitting = ModelNames.Fitting(elements);

        // The one common file that lies beside the phone's own says which of them it is.
        if (commons.SelectMany(c => c.CommonTo).Intersect(fitting).ToList() is [var only, ..] beside && beside.TrueForAll(m => m.BootstrapFile == only.BootstrapFile))
        {
            return only;
        }

        if (fitting.Count == 0)
        {
            findings.Left(dump.File, 1, "No model that Reconciler provisions has so many lines and keys.");
            return null;
        }

        if (modelOf(new UnknownPhone(dump.Mac!.Value, dump.File, 1, fitting)) is { } answered)
        {
            return answered;
        }

        findings.Note(dump.File, 1, $"Nothing says the model; it is taken for a {fitting[0]}{(fitting.Count > 1 ? $", and could be a {string.Join(", ", fitting.Skip(1).Take(3))}" : "")}. {SayIt(dump.Mac!.Value)}");
        return fitting[0];
    }

    private static string SayIt(MacAddress mac) => $"Say it by --model {mac}=MODEL, or in a table with columns mac and model.";
}
