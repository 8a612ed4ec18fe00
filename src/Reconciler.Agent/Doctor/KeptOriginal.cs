namespace Reconciler.Agent.Doctor;

/// <summary>Adds to a file of the administrator's; what it was before is kept beside it.</summary>
internal static class KeptOriginal
{
    private const string Suffix = ".before-reconciler";

    /// <summary>Appends a line. The first original stays, however often something is added.</summary>
    public static void Append(string path, string line)
    {
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        if (text.Length > 0 && !File.Exists(path + Suffix))
        {
            File.Copy(path, path + Suffix);
        }

        // Appended, so that owner, group and mode stay.
        File.AppendAllText(path, text.Length == 0 || text.EndsWith('\n') ? line + "\n" : "\n" + line + "\n");
    }
}
