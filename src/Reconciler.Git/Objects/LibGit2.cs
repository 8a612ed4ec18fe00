using System.Runtime.InteropServices;
using System.Text;
using LibGit2Sharp;

namespace Reconciler.Git.Objects;

/// <summary>
/// The few functions of libgit2 that LibGit2Sharp does not offer: objects as they are stored. The library is the one that LibGit2Sharp has loaded.
/// </summary>
internal static unsafe class LibGit2
{
    /// <summary>Bytes of an object's id.</summary>
    public const int OidSize = 20;

    // include/git2/odb.h, git_odb_lookup_flags_t: a miss must not list the pack directory again.
    private const uint LookupNoRefresh = 1;

    private static readonly nint Library = Load();
    private static readonly delegate* unmanaged[Cdecl]<nint*, byte*, int> OdbOpen = (delegate* unmanaged[Cdecl]<nint*, byte*, int>)Export("git_odb_open");
    private static readonly delegate* unmanaged[Cdecl]<nint, void> OdbFree = (delegate* unmanaged[Cdecl]<nint, void>)Export("git_odb_free");
    private static readonly delegate* unmanaged[Cdecl]<nint, byte*, uint, int> OdbExists =
        (delegate* unmanaged[Cdecl]<nint, byte*, uint, int>)Export("git_odb_exists_ext");
    private static readonly delegate* unmanaged[Cdecl]<nint*, nint, byte*, int> OdbRead =
        (delegate* unmanaged[Cdecl]<nint*, nint, byte*, int>)Export("git_odb_read");
    private static readonly delegate* unmanaged[Cdecl]<nuint*, int*, nint, byte*, int> OdbReadHeader =
        (delegate* unmanaged[Cdecl]<nuint*, int*, nint, byte*, int>)Export("git_odb_read_header");
    private static readonly delegate* unmanaged[Cdecl]<nint, byte*> ObjectData = (delegate* unmanaged[Cdecl]<nint, byte*>)Export("git_odb_object_data");
    private static readonly delegate* unmanaged[Cdecl]<nint, nuint> ObjectSize = (delegate* unmanaged[Cdecl]<nint, nuint>)Export("git_odb_object_size");
    private static readonly delegate* unmanaged[Cdecl]<nint, int> ObjectType = (delegate* unmanaged[Cdecl]<nint, int>)Export("git_odb_object_type");
    private static readonly delegate* unmanaged[Cdecl]<nint, void> ObjectFree = (delegate* unmanaged[Cdecl]<nint, void>)Export("git_odb_object_free");
    private static readonly delegate* unmanaged[Cdecl]<byte*, nint, byte*, nuint, int, int> OdbWrite =
        (delegate* unmanaged[Cdecl]<byte*, nint, byte*, nuint, int, int>)Export("git_odb_write");

    /// <summary>An object database by its <c>objects</c> directory; 0: it cannot be opened.</summary>
    public static nint OpenObjects(string directory)
    {
        nint odb = 0;
        fixed (byte* path = Encoding.UTF8.GetBytes(directory + '\0'))
        {
            return OdbOpen(&odb, path) == 0 ? odb : 0;
        }
    }

    public static void CloseObjects(nint odb) => OdbFree(odb);

    public static bool Exists(nint odb, ReadOnlySpan<byte> id)
    {
        fixed (byte* oid = id)
        {
            return OdbExists(odb, oid, LookupNoRefresh) == 1;
        }
    }

    /// <summary>An object's type (1 commit, 2 tree, 3 blob, 4 tag) and content; null: it is missing or broken.</summary>
    public static (int Type, byte[] Content)? Read(nint odb, ReadOnlySpan<byte> id)
    {
        nint found = 0;
        fixed (byte* oid = id)
        {
            if (OdbRead(&found, odb, oid) != 0)
            {
                return null;
            }
        }

        try
        {
            return (ObjectType(found), new ReadOnlySpan<byte>(ObjectData(found), checked((int)ObjectSize(found))).ToArray());
        }
        finally
        {
            ObjectFree(found);
        }
    }

    /// <summary>An object's type and size, of which only its header is read; null: it is missing or broken.</summary>
    public static (int Type, long Size)? ReadHeader(nint odb, ReadOnlySpan<byte> id)
    {
        nuint size = 0;
        var type = 0;
        fixed (byte* oid = id)
        {
            return OdbReadHeader(&size, &type, odb, oid) == 0 ? (type, (long)size) : null;
        }
    }

    /// <summary>Stores an object under the name of its content. False: the disk refuses it.</summary>
    public static bool Write(nint odb, int type, ReadOnlySpan<byte> content)
    {
        var oid = stackalloc byte[OidSize];
        fixed (byte* data = content)
        {
            return OdbWrite(oid, odb, data, (nuint)content.Length, type) == 0;
        }
    }

    // Asking for the version makes LibGit2Sharp load and initialise its library, whose file is named after libgit2's commit.
    private static nint Load() =>
        NativeLibrary.Load($"git2-{GlobalSettings.Version.LibGit2CommitSha[..7]}", typeof(Repository).Assembly, searchPath: null);

    private static nint Export(string name) => NativeLibrary.GetExport(Library, name);
}
