using System.Collections.Immutable;
using Reconciler.Cli.Usage;
using Reconciler.Core.Pictures;

namespace Reconciler.Cli.Output;

/// <summary>The faces of a plan as files: a folder that a check keeps as its artifact.</summary>
internal static class FaceFiles
{
    /// <summary>The folder is there afterwards even if nothing is in it. One that holds anything is refused: a stranger's checkout may bring links, and old pictures would be taken for new ones.</summary>
    public static void Write(DirectoryInfo folder, ImmutableArray<FacePicture> faces)
    {
        if (UserFiles.Make(folder.FullName, () => folder.Exists && folder.EnumerateFileSystemInfos().Any()))
        {
            throw new UsageException($"{folder.FullName} is not empty; name a folder that is, so that no old picture is left among the new ones.");
        }

        UserFiles.Make(folder.FullName, () => WriteAll(folder, faces));
    }

    private static int WriteAll(DirectoryInfo folder, ImmutableArray<FacePicture> faces)
    {
        folder.Create();
        foreach (var face in faces)
        {
            using var file = new FileStream(Path.Combine(folder.FullName, face.FileName), FileMode.CreateNew, FileAccess.Write);
            using var writer = new StreamWriter(file);
            writer.Write(face.Svg);
        }

        return faces.Length;
    }
}
