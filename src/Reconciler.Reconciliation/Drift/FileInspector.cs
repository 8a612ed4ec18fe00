using System.Globalization;
using System.Security.Cryptography;
using Reconciler.Core.Digests;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Drift;

/// <summary>Compares single files and directories of a root with how they were made. What was not touched since it was found right is not read.</summary>
internal sealed class FileInspector(PublishedRoot root, DriftSeals seals)
{
    // Whoever made the directory of the generations publishes; a person who starts a run by hand may be somebody else.
    private readonly uint? _user = LibC.Status(root.Generations)?.User;
    private readonly uint? _group = root.GroupId();
    private readonly byte[] _buffer = new byte[64 << 10];

    /// <summary>How a file differs; null: not at all.</summary>
    public FileDifference? Compare(string path, Digest content)
    {
        if (LibC.Status(path) is not { } status)
        {
            return new FileDifference("it is missing", null, IsToBeKept: false);
        }

        if (status.Kind != FileKind.Regular)
        {
            return new FileDifference($"it was replaced by {Named(status.Kind)}", status, IsToBeKept: true);
        }

        var access = CompareAccess(status, root.FileMode);
        if (seals.Holds(status.Stamp, content))
        {
            return access;
        }

        using var file = LibC.TryOpenForReading(path);
        if (file is null)
        {
            return access ?? new FileDifference("it cannot be read", status, IsToBeKept: false);
        }

        if (DigestOf(file) != content)
        {
            return new FileDifference("its content was changed", status, IsToBeKept: true);
        }

        seals.Add(status.Stamp, content);
        return access;
    }

    /// <summary>How a directory differs; null: not at all, as far as it goes itself.</summary>
    public FileDifference? CompareDirectory(string path)
    {
        if (LibC.Status(path) is not { } status)
        {
            return new FileDifference("its folder is missing", null, IsToBeKept: false);
        }

        return status.Kind == FileKind.Directory
            ? CompareAccess(status, root.DirectoryMode)
            : new FileDifference($"its folder was replaced by {Named(status.Kind)}", status, IsToBeKept: true);
    }

    private FileDifference? CompareAccess(FileStatus status, UnixFileMode mode)
    {
        if (status.Mode != mode)
        {
            return new FileDifference($"its mode is {Octal(status.Mode)} and not {Octal(mode)}", status, IsToBeKept: false);
        }

        if (_user is { } user && status.User != user)
        {
            return new FileDifference($"it was given to {ChangedBy.UserName(status.User)}", status, IsToBeKept: false);
        }

        return _group is { } group && status.Group != group
            ? new FileDifference($"its group is no longer {root.Group}", status, IsToBeKept: false)
            : null;
    }

    private Digest DigestOf(Microsoft.Win32.SafeHandles.SafeFileHandle file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long offset = 0; RandomAccess.Read(file, _buffer, offset) is var read and > 0; offset += read)
        {
            hash.AppendData(_buffer, 0, read);
        }

        return Digest.FromBytes(hash.GetHashAndReset());
    }

    private static string Named(FileKind kind) => kind switch
    {
        FileKind.Regular => "a file",
        FileKind.Directory => "a directory",
        FileKind.Link => "a symbolic link",
        _ => "a pipe, socket or device",
    };

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0').ToString(CultureInfo.InvariantCulture);
}

/// <summary>How a file or directory differs.</summary>
/// <param name="What">Half a sentence.</param>
/// <param name="Status">The file that is there; null: none.</param>
/// <param name="IsToBeKept">It holds what somebody made, which is kept aside before it is healed.</param>
internal sealed record FileDifference(string What, FileStatus? Status, bool IsToBeKept);
