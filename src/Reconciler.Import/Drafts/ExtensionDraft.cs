using System.Globalization;
using Reconciler.Import.Inputs;
using Reconciler.Import.Writing;

namespace Reconciler.Import.Drafts;

/// <summary>An extension as far as it is known from all files together.</summary>
internal sealed class ExtensionDraft(string number, string file, int line)
{
    private const int FewestCharacters = 6;

    public string Number { get; } = number;

    public string File { get; } = file;

    public int Line { get; } = line;

    public string? Name { get; set; }

    public string? Login { get; set; }

    public string? Context { get; set; }

    public FoundText? Password { get; set; }

    public bool HasVoicemail { get; set; }

    public FoundText? Pin { get; set; }

    public bool IsPinLocked { get; set; }

    public string? Email { get; set; }

    public int? RingSeconds { get; set; }

    public string? RingOptions { get; set; }

    public List<int> PickupGroups { get; set; } = [];

    public bool IsOnPhone { get; set; }

    public bool IsDropped { get; set; }

    /// <summary>Takes the password that a file gives; the first one is kept.</summary>
    public void Accept(FoundText password, ImportFindings findings)
    {
        if (Password is { } other)
        {
            if (other.Text != password.Text)
            {
                findings.Left(password.File, password.Line, $"the password of extension {Number} is another one than in {other.File}:{other.Line}, which is kept.");
            }

            return;
        }

        if (password.Text.Length < FewestCharacters)
        {
            findings.Note(password.File, password.Line, $"the password of extension {Number} has {password.Text.Length} character{(password.Text.Length == 1 ? "" : "s")}, which anybody guesses; import it with --rotate.");
        }

        Password = password;
    }

    public WrittenMap ToMap(string siteContext, SecretFiles secrets, bool rotate)
    {
        var map = new WrittenMap();
        map.Add("extension", WrittenMap.Scalar(Number), new WrittenOrigin(File, Line, $"extension {Number}", () => IsDropped = true));
        map.Add("name", Name == Number ? null : Name, Origin("the name", () => Name = null));
        map.Add("context", Context == siteContext ? null : Context, Origin("the context", () => Context = null));
        map.Add("user", Login == Number ? null : Login, Origin("the login", () => Login = null));
        if (Password is { } password)
        {
            var origin = new WrittenOrigin(password.File, password.Line, $"the password of extension {Number}", () => Password = null);
            map.Add("secret", rotate ? Rotated(password, secrets) : WrittenMap.Of("file", new WrittenText(secrets.Add($"{Number}.secret", password.Text))), origin);
        }

        map.Add("device", IsOnPhone ? null : "other");
        if (RingSeconds is { } seconds && seconds != 60 || RingOptions is not (null or "rT"))
        {
            var ring = new WrittenMap();
            ring.Add("seconds", RingSeconds is { } s && s != 60 ? s.ToString(CultureInfo.InvariantCulture) : null);
            ring.Add("options", RingOptions is null or "rT" ? null : new WrittenText(RingOptions));
            map.Add("ring", ring, Origin("how it rings", () => (RingSeconds, RingOptions) = (null, null)));
        }

        if (HasVoicemail)
        {
            map.Add("voicemail", Voicemail(secrets), Origin("the mailbox", () => (Pin, Email) = (null, null)));
        }

        var groups = Origin("the pickup groups", PickupGroups.Clear);
        map.Add("pickupGroup", PickupGroups is [var only] ? only.ToString(CultureInfo.InvariantCulture) : null, groups);
        map.Add("pickupGroups", PickupGroups.Count > 1 ? WrittenList.Of(PickupGroups.Select(g => g.ToString(CultureInfo.InvariantCulture))) : null, groups);
        return map;
    }

    private WrittenMap Rotated(FoundText password, SecretFiles secrets)
    {
        _ = secrets.Add($"{Number}.secret", password.Text);
        return new WrittenMap().Add("derive", "1").Add("previous", WrittenMap.Of("file", new WrittenText($"{Number}.secret")));
    }

    private WrittenMap Voicemail(SecretFiles secrets)
    {
        var map = new WrittenMap();
        if (Pin is { } pin)
        {
            var secret = WrittenMap.Of("file", new WrittenText(secrets.Add($"{Number}.pin", pin.Text)));
            map.Add("pin", IsPinLocked ? secret.Add("locked", new WrittenText("true", Plain: true)) : secret);
        }

        return map.Add("email", Email is null ? null : new WrittenText(Email));
    }

    private WrittenOrigin Origin(string what, Action drop) => new(File, Line, $"{what} of extension {Number}", drop);
}

/// <summary>A text that a file held, and where.</summary>
internal sealed record FoundText(string Text, string File, int Line);
