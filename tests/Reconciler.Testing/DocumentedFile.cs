using System.Text;

namespace Reconciler.Testing;

/// <summary>Files as the documentation shows them, so that what people copy is what is tried.</summary>
public static class DocumentedFile
{
    /// <summary>The block of a page whose first line is a comment with that path.</summary>
    public static string Read(string page, string path)
    {
        var block = new StringBuilder();
        var isIn = false;
        foreach (var line in File.ReadLines(Checkout.PathOf(page)))
        {
            if (isIn && line.StartsWith("```", StringComparison.Ordinal))
            {
                return block.ToString();
            }

            isIn |= line == $"# {path}";
            if (isIn)
            {
                block.Append(line).Append('\n');
            }
        }

        throw new InvalidOperationException($"{page} shows no {path}.");
    }
}
