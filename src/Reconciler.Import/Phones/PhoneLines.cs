using System.Globalization;
using Reconciler.Core.Phones;
using Reconciler.Import.Drafts;
using Reconciler.Import.Inputs;
using Reconciler.Import.Writing;

namespace Reconciler.Import.Phones;

/// <summary>Makes a phone's lines and keys of its elements.</summary>
internal sealed class PhoneLines(SiteDraft site, ExtensionDrafts extensions, SecretFiles secrets, ImportFindings findings)
{
    /// <summary>Names, passwords and mailboxes of the extensions on a phone, as far as nothing else said them.</summary>
    public void AddExtensions(PhoneDraft phone, IReadOnlyDictionary<string, DumpElement> elements)
    {
        for (var n = 1; n <= phone.Model.Registrations; n++)
        {
            if (!IsOn(elements, n) || !IsOfSite(elements, n) || NumberOf(elements, n) is not { } number)
            {
                continue;
            }

            var user = elements[Name("User_ID", n)];
            var extension = extensions.Add(number, phone.File, user.Line);
            if (user.Value != number && extension.Login is null)
            {
                extensions.Register(extension, user.Value);
            }

            extension.IsOnPhone = true;
            if (extension.Name is null && Text(elements, "Display_Name", n) is { Length: > 0 } name && !name.StartsWith('$'))
            {
                extension.Name = name;
            }

            if (Text(elements, "Password", n) is { Length: > 0 } password && !IsMask(password))
            {
                extension.Accept(new FoundText(password, phone.File, elements[Name("Password", n)].Line), findings);
            }

            if (Text(elements, "Mailbox_ID", n) == number && !extension.HasVoicemail)
            {
                extension.HasVoicemail = true;
                findings.Note(phone.File, elements[Name("Mailbox_ID", n)].Line, $"extension {number} has a mailbox whose PIN no file says; where voicemail.conf does not say it either, a new one is derived.");
            }
        }
    }

    public void AddKeys(PhoneDraft phone, IReadOnlyDictionary<string, DumpElement> elements)
    {
        // What has no keys has its lines as ports, in the place of keys.
        var count = phone.Model.LineKeys > 0 ? phone.Model.LineKeys : phone.Model.Registrations;
        var ownLine = Enumerable.Range(1, phone.Model.Registrations).FirstOrDefault(n => IsOn(elements, n) && IsOfSite(elements, n), 1);
        var reader = new KeyFunctionReader(site.Host ?? "", site.DirectedPickup is { Length: > 0 }) { Watches = Watch, LabelOf = LabelOf };
        var shown = new HashSet<int>();
        for (var k = 1; k <= count; k++)
        {
            var carries = Text(elements, "Extension", k) ?? k.ToString(CultureInfo.InvariantCulture);
            var (shortName, function) = (Text(elements, "Short_Name", k) ?? "", Text(elements, "Extended_Function", k) ?? "");
            if (int.TryParse(carries, NumberStyles.None, CultureInfo.InvariantCulture, out var line) && IsOn(elements, line))
            {
                var isFirst = shown.Add(line);
                phone.Keys.Add(Line(phone, elements, line, shortName, isFirst));
            }
            else if (function.Length > 0)
            {
                phone.Keys.Add(Key(phone, reader, elements[Name("Extended_Function", k)], shortName, ownLine, $"key {k}"));
            }
            else
            {
                phone.Keys.Add(new KeyDraft(KeyDraft.Disabled, phone.File, 0, $"key {k}"));
            }
        }

        for (var n = 1; n <= ProfileLayout.MostRegistrations; n++)
        {
            if (IsOn(elements, n) && !shown.Contains(n))
            {
                findings.Left(phone.File, elements[Name("User_ID", n)].Line, $"line {n} of phone {phone.Mac.WithColons} registers and is on no key; a spec's line always has one.");
            }
        }

        AddConsole(phone, elements, reader, ownLine);
    }

    /// <summary>A password is no secret any more once a file with dots or stars in its place stands for it.</summary>
    public static bool IsMask(string text) => text.All(c => c is '*' or '\u2022' or '.');

    public static bool IsOn(IReadOnlyDictionary<string, DumpElement> elements, int n) =>
        Text(elements, "User_ID", n) is { Length: > 0 } && !(Text(elements, "Line_Enable", n) ?? "Yes").Equals("no", StringComparison.OrdinalIgnoreCase);

    private static void AddConsole(PhoneDraft phone, IReadOnlyDictionary<string, DumpElement> elements, KeyFunctionReader reader, int ownLine)
    {
        for (var u = 1; u <= phone.Model.ConsoleUnits; u++)
        {
            for (var k = 1; k <= phone.Model.KeysOfUnit; k++)
            {
                var isThere = elements.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"Unit_{u}_Key_{k}"), out var element) && element.Value.Length > 0;
                phone.Console.Add(isThere
                    ? Key(phone, reader, element, "", ownLine, $"key {k} of console {u}")
                    : new KeyDraft(KeyDraft.Disabled, phone.File, 0, ""));
            }
        }
    }

    private KeyDraft Line(PhoneDraft phone, IReadOnlyDictionary<string, DumpElement> elements, int n, string shortName, bool isFirst)
    {
        var user = elements[Name("User_ID", n)];
        var display = Expand(Text(elements, "Display_Name", n), user.Value);
        var label = Expand(shortName, user.Value);
        if (!IsOfSite(elements, n))
        {
            return Registrar(phone, elements, n, label, display);
        }

        if (NumberOf(elements, n) is not { } number)
        {
            findings.Left(phone.File, user.Line, $"line {n} registers as \"{user.Value}\", which is no number and which no file of Asterisk gives one; name it in a table (columns extension and mac) or in its dialplan.");
            return new KeyDraft(KeyDraft.Disabled, phone.File, user.Line, $"line {n}");
        }

        var name = extensions.Find(number)?.Name ?? number;
        var mailbox = Text(elements, "Mailbox_ID", n);
        var key = new WrittenMap().Add("line", number)
            .Add("label", label.Length == 0 || label == name ? null : new WrittenText(label))
            .Add("displayName", display.Length == 0 || display == name || !isFirst ? null : new WrittenText(display))
            .Add("mailbox", isFirst && mailbox is { Length: > 0 } && mailbox != number && extensions.Find(mailbox)?.HasVoicemail == true ? mailbox : null);
        return new KeyDraft(key.Entries.Count == 1 ? WrittenMap.Scalar(number) : key, phone.File, user.Line, $"line {n}") { Line = number };
    }

    private KeyDraft Registrar(PhoneDraft phone, IReadOnlyDictionary<string, DumpElement> elements, int n, string label, string display)
    {
        var user = elements[Name("User_ID", n)];
        var host = SiteVotes.HostAndPort.Match(Text(elements, "Proxy", n) ?? "");
        if (!host.Success || Text(elements, "Password", n) is not { Length: > 0 } password || IsMask(password))
        {
            findings.Left(phone.File, user.Line, $"line {n} registers with another server than {site.Host}, and the file does not hold its password.");
            return new KeyDraft(KeyDraft.Disabled, phone.File, user.Line, $"line {n}");
        }

        var registrar = new WrittenMap().Add("host", new WrittenText(host.Groups["host"].Value)).Add("port", host.Groups["port"].Success ? host.Groups["port"].Value : null)
            .Add("user", new WrittenText(user.Value))
            .Add("authUser", SiteVotes.IsYes(Text(elements, "Use_Auth_ID", n)) ? Text(elements, "Auth_ID", n) : null)
            .Add("password", WrittenMap.Of("file", new WrittenText(secrets.Add($"registrar-{string.Concat(user.Value.Where(char.IsAsciiLetterOrDigit))}.secret", password))))
            .Add("transport", Text(elements, "SIP_Transport", n)?.ToLowerInvariant() is var transport && transport is "tcp" or "tls" ? transport : null)
            .Add("expires", Text(elements, "Register_Expires", n) is { Length: > 0 } expires && expires.All(char.IsAsciiDigit) ? new WrittenText(expires + "s") : null)
            .Add("nat", SiteVotes.IsYes(Text(elements, "NAT_Mapping_Enable", n)) ? new WrittenText("true", Plain: true) : null);
        var key = new WrittenMap().Add("registrar", registrar).Add("label", label.Length == 0 || label == user.Value ? null : new WrittenText(label))
            .Add("displayName", display.Length == 0 || display == user.Value ? null : new WrittenText(display));
        return new KeyDraft(key, phone.File, user.Line, $"line {n}");
    }

    private static KeyDraft Key(PhoneDraft phone, KeyFunctionReader reader, DumpElement element, string shortName, int ownLine, string what) =>
        new(reader.Read(element.Value, shortName, ownLine), phone.File, element.Line, what, KeyFunctionReader.Function(element.Value, shortName));

    private void Watch(string number)
    {
        if (extensions.Find(number) is null)
        {
            site.External.Add(number);
        }
    }

    private string LabelOf(string number) => extensions.Find(number)?.Name ?? number;

    private bool IsOfSite(IReadOnlyDictionary<string, DumpElement> elements, int n) =>
        Text(elements, "Proxy", n) is not { Length: > 0 } proxy || proxy == site.Proxy || proxy == site.Host + ":5060" || (site.Host is not null && proxy == site.Host && site.Port is null or 5060);

    private string? NumberOf(IReadOnlyDictionary<string, DumpElement> elements, int n) =>
        Text(elements, "User_ID", n) is not { } user ? null
        : extensions.FindLogin(user)?.Number ?? (ExtensionDrafts.IsNumber(user) ? user : null);

    private static string Expand(string? text, string user) => text switch
    {
        null => "",
        _ => text.Replace("$USER", user, StringComparison.Ordinal),
    };

    private static string Name(string stem, int n) => string.Create(CultureInfo.InvariantCulture, $"{stem}_{n}_");

    private static string? Text(IReadOnlyDictionary<string, DumpElement> elements, string stem, int n) => elements.TryGetValue(Name(stem, n), out var element) ? element.Value : null;
}
