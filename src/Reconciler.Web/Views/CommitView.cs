namespace Reconciler.Web.Views;

/// <summary>A commit for people.</summary>
/// <param name="Id">In full.</param>
/// <param name="Abbreviated">Its first digits.</param>
/// <param name="Author">Null: the mirror does not have it any more.</param>
/// <param name="When">When it was written.</param>
/// <param name="Subject">The first line of its message.</param>
/// <param name="Link">Its page at the forge, http or https; null: the repository's URL leads to none.</param>
public sealed record CommitView(string Id, string Abbreviated, string? Author, DateTimeOffset? When, string? Subject, string? Link);
