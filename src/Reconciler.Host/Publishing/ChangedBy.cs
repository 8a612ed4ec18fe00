using System.Globalization;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

/// <summary>The file system's traces of who changed something: when it was last written, and whose it is.</summary>
internal static class ChangedBy
{
    /// <summary>In brackets, with a blank before; empty where nothing is known.</summary>
    public static string Of(FileStatus? status) => status is { } known
        ? string.Create(CultureInfo.InvariantCulture, $" (last written {known.Written.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, owner {UserName(known.User)})")
        : "";

    /// <summary>A user by name, or by number where the host knows no name.</summary>
    public static string UserName(uint user) => LibC.FindUserName(user) ?? user.ToString(CultureInfo.InvariantCulture);
}
