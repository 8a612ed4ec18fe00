using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Explaining;

/// <summary>Where the repository says something.</summary>
/// <param name="Place">File, line and column.</param>
/// <param name="Spec">Whose spec it is: <c>profile "base"</c>, <c>phone 00:25:84:06:11:56</c>, <c>the site</c>.</param>
/// <param name="Touch">The last change of that line; null: not known.</param>
public sealed record ValueSource(SpecLocation Place, string Spec, LineTouch? Touch);
