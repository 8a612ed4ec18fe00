namespace Reconciler.Import.Drafts;

/// <summary>The extensions of all files, by number and by login.</summary>
internal sealed class ExtensionDrafts
{
    private readonly SortedDictionary<string, ExtensionDraft> _byNumber = new(Comparer<string>.Create((a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b)));
    private readonly Dictionary<string, ExtensionDraft> _byLogin = new(StringComparer.Ordinal);

    public IEnumerable<ExtensionDraft> All => _byNumber.Values.Where(e => !e.IsDropped);

    public ExtensionDraft? Find(string number) => _byNumber.TryGetValue(number, out var found) && !found.IsDropped ? found : null;

    public ExtensionDraft? FindLogin(string login) => _byLogin.GetValueOrDefault(login) ?? (Find(login) is { Login: null } found ? found : null);

    public ExtensionDraft Add(string number, string file, int line)
    {
        if (!_byNumber.TryGetValue(number, out var extension))
        {
            _byNumber[number] = extension = new ExtensionDraft(number, file, line);
        }

        return extension;
    }

    public void Register(ExtensionDraft extension, string login)
    {
        extension.Login = login;
        _byLogin[login] = extension;
    }

    public static bool IsNumber(string text) => text.Length is > 0 and <= 15 && text.All(char.IsAsciiDigit);
}
