namespace Reconciler.Host.Disk;

/// <summary>A user of this host, and what the kernel would let him do with a file.</summary>
/// <param name="Id">The user's number; 0 may do everything.</param>
/// <param name="Name">The user's name.</param>
/// <param name="Groups">The numbers of all groups that the user is in.</param>
internal sealed record SystemUser(uint Id, string Name, uint[] Groups)
{
    private const int Read = 4;
    private const int Write = 2;
    private const int Enter = 1;

    public bool MayRead(FileStatus file) => May(file, Read);

    /// <summary>For a directory: make and remove names in it.</summary>
    public bool MayWrite(FileStatus file) => May(file, file.Kind == FileKind.Directory ? Write | Enter : Write);

    public bool MayEnter(FileStatus directory) => May(directory, Enter);

    public bool IsIn(uint group) => Id == 0 || Groups.Contains(group);

    private bool May(FileStatus file, int wanted)
    {
        var shift = file.User == Id ? 6 : Groups.Contains(file.Group) ? 3 : 0;
        return Id == 0 || (((int)file.Mode >> shift) & wanted) == wanted;
    }
}
