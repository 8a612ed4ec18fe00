using Reconciler.Cli.Usage;
using Reconciler.Import.Inputs;

namespace Reconciler.Cli.Import;

/// <summary>The files that a user names for an import, and those that it makes.</summary>
internal static class ImportFolders
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int MostFiles = 100_000;

    /// <summary>Files as they are named, and all below folders; what is hidden is left out, and no link to a folder is followed.</summary>
    public static List<InputFile> Read(IEnumerable<string> paths)
    {
        var files = new List<InputFile>();
        foreach (var path in paths)
        {
            try
            {
                AddAll(files, path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"{path} cannot be read ({exception.Message.TrimEnd('.')}).");
            }
        }

        // Findings and what is written name a file by its name: of two of one name the first would be lost.
        return files.GroupBy(f => f.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { Key: var twice }
            ? throw new UsageException($"Two of the files are called {twice}; name each folder once, and give folders of one name another.")
            : files;
    }

    /// <summary>Writes all specs or none: they become visible at once, under a name that was free.</summary>
    public static void WriteSpecs(string folder, IReadOnlyDictionary<string, string> specs)
    {
        var (full, staged) = (Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), "");
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        staged = full + ".import";
        Directory.CreateDirectory(staged);
        try
        {
            foreach (var (path, text) in specs)
            {
                var target = Path.Combine(staged, path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllText(target, text);
            }

            if (Directory.Exists(full))
            {
                Directory.Delete(full);
            }

            Directory.Move(staged, full);
        }
        finally
        {
            if (Directory.Exists(staged))
            {
                Directory.Delete(staged, recursive: true);
            }
        }
    }

    /// <summary>Writes secrets for their owner alone; a file that is there keeps what it has, and has to be the same.</summary>
    public static void WriteSecrets(string folder, IReadOnlyDictionary<string, string> secrets)
    {
        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        foreach (var (name, secret) in secrets)
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path) && File.ReadAllText(path).TrimEnd('\n') != secret)
            {
                throw new UsageException($"{path} is there and holds another secret; name an empty folder for --secrets.");
            }
        }

        foreach (var (name, secret) in secrets)
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path))
            {
                using var file = new StreamWriter(UserFiles.CreatePrivate(path));
                file.Write(secret + "\n");
            }
        }
    }

    /// <summary>Where Asterisk's files go: under their names below the folder that was named, and by its name alone a file that was named itself.</summary>
    /// <exception cref="UsageException">Two would go to one place.</exception>
    public static IReadOnlyDictionary<string, string> Places(IEnumerable<InputFile> inputs, IReadOnlyDictionary<string, string> files)
    {
        var byPlace = new SortedDictionary<string, InputFile>(StringComparer.Ordinal);
        foreach (var input in inputs.Where(i => files.ContainsKey(i.Name)))
        {
            if (!byPlace.TryAdd(input.Place, input))
            {
                throw new UsageException($"{byPlace[input.Place].Name} and {input.Name} would both be written as {input.Place} below --asterisk-out; name the one folder that holds both. Nothing was written.");
            }
        }

        return byPlace.ToDictionary(p => p.Key, p => files[p.Value.Name], StringComparer.Ordinal);
    }

    /// <summary>Writes Asterisk's files, for their owner alone since they hold passwords.</summary>
    public static void WriteAsterisk(string folder, IReadOnlyDictionary<string, string> places)
    {
        foreach (var (place, text) in places)
        {
            var path = Path.Combine(folder, place);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!, OwnerOnly | UnixFileMode.UserExecute);
            using var file = new StreamWriter(UserFiles.CreatePrivate(path));
            file.Write(text);
        }
    }

    private static void AddAll(List<InputFile> files, string path)
    {
        if (Directory.Exists(path))
        {
            AddFolder(files, path, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), "");
        }
        else if (File.Exists(path))
        {
            files.Add(new InputFile(path, () => ReadBytes(path)));
        }
        else
        {
            throw new UsageException($"There is no file or folder {path}.");
        }
    }

    private static void AddFolder(List<InputFile> files, string folder, string name, string below)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => !IsHidden(f) && File.Exists(f)))
        {
            files.Add(new InputFile($"{name}/{Path.GetFileName(file)}", () => ReadBytes(file)) { Place = below + Path.GetFileName(file) });
            if (files.Count > MostFiles)
            {
                throw new UsageException($"There are more than {MostFiles} files in {folder}; name the folders that hold the phones' and Asterisk's.");
            }
        }

        foreach (var inner in Directory.EnumerateDirectories(folder).Where(d => !IsHidden(d) && new DirectoryInfo(d).LinkTarget is null))
        {
            AddFolder(files, inner, $"{name}/{Path.GetFileName(inner)}", $"{below}{Path.GetFileName(inner)}/");
        }
    }

    private static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');

    private static byte[]? ReadBytes(string path)
    {
        try
        {
            return BytesOf(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read ({exception.Message.TrimEnd('.')}).");
        }
    }

    private static byte[]? BytesOf(string path)
    {
        // Of what is no text of a phone's or Asterisk's size nothing is read: an image of firmware lies in the same folder.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        if (file.Length > InputFile.LargestBytes)
        {
            return null;
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
