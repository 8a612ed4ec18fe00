namespace Reconciler.Core.Diagnostics;

/// <summary>Every reason that a condition can have: one CamelCase word for machines, which never changes. No logic reads one back.</summary>
public static class ConditionReasons
{
    /// <summary>No AMI is configured: the files are there, and nobody asks Asterisk.</summary>
    public const string FilesOnly = nameof(FilesOnly);
}
