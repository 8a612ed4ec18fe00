using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Reconciler.Core.Fleets;
using Reconciler.Host.Convergence;

namespace Reconciler.Web.Views;

/// <summary>Which phones are asked for, and which page of them.</summary>
public sealed record PhoneQuery
{
    private const int LargestPage = 1000;

    /// <summary>Part of a MAC address, an extension, a name or an address.</summary>
    public string Text { get; init; } = "";

    /// <summary>Null: in any.</summary>
    public PhoneState? State { get; init; }

    /// <summary>Null: any.</summary>
    public string? Model { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public int Size { get; init; }

    /// <summary>A value that means nothing is as good as none: an address of a page is kept by people for years.</summary>
    public static PhoneQuery Of(IQueryCollection query, int size) => new()
    {
        Text = query["q"].ToString().Trim(),
        State = Enum.TryParse<PhoneState>(query["state"], ignoreCase: true, out var state) && Enum.IsDefined(state) && !char.IsAsciiDigit(query["state"].ToString()[0]) ? state : null,
        Model = PhoneModel.TryParse(query["model"].ToString().ToUpperInvariant(), out var model) ? model.Name : null,
        Page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1,
        Size = int.TryParse(query["size"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? Math.Min(asked, LargestPage) : size,
    };

    /// <summary>The same query for another page, as a query string.</summary>
    public string For(int page)
    {
        var text = new StringBuilder();
        Append(text, "q", Text);
        Append(text, "state", State?.ToString().ToLowerInvariant());
        Append(text, "model", Model);
        Append(text, "page", page == 1 ? null : page.ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }

    public PhonePage Select(PhoneList list, PhoneBook book)
    {
        var matching = list.Phones.Where(phone => Matches(phone, book)).ToList();
        var pages = Math.Max(1, (matching.Count + Size - 1) / Size);
        var number = Math.Min(Page, pages);
        return new PhonePage(
            [.. matching.Skip((number - 1) * Size).Take(Size).Select(phone => new PhoneRow(phone, NamesOf(phone, book)))], matching.Count, number, pages);
    }

    private bool Matches(ListedPhone phone, PhoneBook book) =>
        (State is null || phone.State == State)
        && (Model is null || phone.Model == Model)
        && (Text.Length == 0 || phone.Mac.WithColons.Contains(Text, StringComparison.OrdinalIgnoreCase) || phone.Mac.ToString().Contains(Text, StringComparison.OrdinalIgnoreCase)
            || phone.Extensions.Any(e => e.StartsWith(Text, StringComparison.Ordinal)) || phone.Address?.StartsWith(Text, StringComparison.Ordinal) == true
            || NamesOf(phone, book).Contains(Text, StringComparison.OrdinalIgnoreCase));

    private static string NamesOf(ListedPhone phone, PhoneBook book) =>
        book.Phones.GetValueOrDefault(phone.Mac) is { Names: { IsDefaultOrEmpty: false } names } ? string.Join(", ", names) : "";

    private static void Append(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
