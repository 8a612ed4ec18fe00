using System.Text;
using Reconciler.Core.Pictures;

namespace Reconciler.Cli.Output;

/// <summary>A plan's pictures in a comment: the ways of calls as charts that the forge draws, the faces by the names of their files.</summary>
internal static class PictureMarkdown
{
    public static IEnumerable<string> Faces(PlanPictures pictures, string folder)
    {
        if (pictures.Faces.IsEmpty)
        {
            yield break;
        }

        var text = new StringBuilder("### Faces\n\n");
        text.Append($"<details><summary>Before and after, in the folder <code>{MarkdownText.Html(folder)}</code> that the check keeps: {Shown(pictures.Faces.Length, pictures.ChangedFaces)}</summary>\n\n");
        foreach (var face in pictures.Faces)
        {
            text.Append($"- `{face.FileName}`: {MarkdownText.Escape(face.Title)}\n");
        }

        yield return text.Append("\n</details>\n\n").ToString();
    }

    public static IEnumerable<string> Calls(PlanPictures pictures)
    {
        var title = pictures.Calls.Length < pictures.ChangedCalls ? $"### Ways of calls ({Shown(pictures.Calls.Length, pictures.ChangedCalls)})\n\n" : "### Ways of calls\n\n";
        foreach (var call in pictures.Calls)
        {
            yield return $"{title}<details><summary>{PlanPhrases.WordOf(call.Verb)}: {MarkdownText.Html(call.Title)}</summary>\n\n{MarkdownText.Fenced(call.Mermaid, "mermaid")}\n</details>\n\n";
            title = "";
        }
    }

    private static string Shown(int drawn, int changed) => drawn == changed ? $"{changed}" : $"{drawn} of the {changed} that change";
}
