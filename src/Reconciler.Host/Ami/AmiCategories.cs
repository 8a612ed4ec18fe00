namespace Reconciler.Host.Ami;

/// <summary>The sections of a .conf file as Asterisk itself parses it, with what it includes; a name that is written twice is there twice.</summary>
internal static class AmiCategories
{
    private const string Header = "Category-";

    /// <summary>Empty where Asterisk cannot read the file.</summary>
    public static async Task<List<string>> ReadAsync(AmiSession session, string path, CancellationToken cancellationToken)
    {
        var answer = await session.AskAsync(new AmiRequest("ListCategories").With("Filename", path), cancellationToken).ConfigureAwait(false);
        return [.. answer.Headers.Where(h => h.Key.StartsWith(Header, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value)];
    }
}
