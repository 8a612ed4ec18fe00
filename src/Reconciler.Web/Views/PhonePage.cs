using System.Collections.Immutable;
using Reconciler.Host.Convergence;

namespace Reconciler.Web.Views;

/// <summary>A page of the phones that were asked for.</summary>
/// <param name="Rows">Those of the page.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Number">The page's number, from 1.</param>
/// <param name="Pages">How many pages there are.</param>
public sealed record PhonePage(ImmutableArray<PhoneRow> Rows, int Total, int Number, int Pages);

/// <summary>A phone with the names that people call it by.</summary>
public sealed record PhoneRow(ListedPhone Phone, string Names);
