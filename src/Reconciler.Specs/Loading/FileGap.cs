namespace Reconciler.Specs.Loading;

/// <summary>The part of a file that is not known, because it has errors.</summary>
internal enum FileGap
{
    None,

    /// <summary>Each document gave its spec, some not in full.</summary>
    Partial,

    /// <summary>The file was not read to its end, or a document gave no spec.</summary>
    Unread,
}
