using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Reconciler.Core.Planning.Narration;

namespace Reconciler.Core.Pictures;

/// <summary>Draws a phone's face as SVG; within a page, colours are the page's. Everything goes through XML, so that no label is ever markup.</summary>
public static class FaceDrawing
{
    private const int KeyHeight = 30;
    private const int KeyStep = 38;
    private const int LongestLabel = 13;
    private const int MostLines = 5;
    private const int HeadingHeight = 34;
    private const int Gap = 24;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly string[] Pad = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

    /// <summary>The phone itself.</summary>
    public static string OfPhone(PhoneFace face) => Phone(face).ToString(SaveOptions.DisableFormatting);

    /// <summary>An attendant console: two columns of 16 keys.</summary>
    public static string OfConsole(ImmutableArray<KeyFace> keys, string title) => Console(keys, title).ToString(SaveOptions.DisableFormatting);

    /// <summary>A file of its own, colours included: the phone with its consoles, before and after side by side.</summary>
    /// <param name="before">Null: the phone comes.</param>
    /// <param name="after">Null: the phone goes.</param>
    internal static string OfChange(PhoneFace? before, PhoneFace? after)
    {
        var (x, height) = (0, 0);
        var picture = Picture(0, 0, $"The face of {(after ?? before)?.Title}, before and after");
        picture.AddFirst(new XElement(Svg + "style", FaceColours.Sheet));
        foreach (var (heading, face) in new[] { ("Before", before), ("After", after) })
        {
            if (face is null)
            {
                continue;
            }

            picture.Add(Label("heading", x + 16, 24, heading, LongestLabel));
            foreach (var part in face.Consoles.Select((keys, i) => Console(keys, $"Attendant console {i + 1}")).Prepend(Phone(face)))
            {
                part.Add(new XAttribute("x", x), new XAttribute("y", HeadingHeight));
                picture.Add(part);
                x += (int)part.Attribute("width")!;
                height = Math.Max(height, (int)part.Attribute("height")! + HeadingHeight);
            }

            x += Gap;
        }

        picture.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {x} {height}"));
        picture.SetAttributeValue("width", x);
        picture.SetAttributeValue("height", height);
        return picture.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    private static XElement Phone(PhoneFace face)
    {
        var columns = face.Keys.Length > 6 ? 2 : 1;
        var rows = Math.Max(1, (face.Keys.Length + columns - 1) / columns);
        var height = Math.Max(330, 60 + (rows * KeyStep));
        var width = face.Keys.IsEmpty ? 400 : 410 + (columns * 132);
        var picture = Picture(width, height, $"The face of {face.Title}, a {face.Model}");
        picture.Add(
            Box("face-body", 4, 4, width - 8, height - 8, 26),
            Box("face-handset", 24, 26, 76, height - 56, 30),
            Box("face-rest", 36, 44, 52, 52, 20),
            Box("face-rest", 36, height - 100, 52, 52, 20),
            Box("face-screen", 124, 30, 250, 132, 8),
            Label("face-title", 138, 54, face.Title, 26));
        for (var i = 0; i < Math.Min(face.Lines.Length, MostLines); i++)
        {
            picture.Add(Label("face-line", 138, 78 + (i * 17), face.Lines[i], 32));
        }

        for (var i = 0; i < 4; i++)
        {
            picture.Add(Box("face-soft", 130 + (i * 62), 170, 52, 12, 6));
        }

        for (var i = 0; i < Pad.Length; i++)
        {
            var (x, y) = (196 + (i % 3 * 54), 204 + (i / 3 * 29));
            picture.Add(Box("face-digit", x - 20, y - 11, 40, 22, 11), Label("face-number", x, y + 4, Pad[i], 1));
        }

        for (var i = 0; i < face.Keys.Length; i++)
        {
            picture.Add(Key(face.Keys[i], 396 + (i / rows * 132), 32 + (i % rows * KeyStep), 122, KeyHeight));
        }

        return picture;
    }

    private static XElement Console(ImmutableArray<KeyFace> keys, string title)
    {
        const int Rows = 16;
        var picture = Picture(296, 40 + (Rows * 30), title);
        picture.Add(Box("face-body", 4, 4, 288, 32 + (Rows * 30), 18));
        for (var i = 0; i < keys.Length; i++)
        {
            picture.Add(Key(keys[i], 18 + (i / Rows * 132), 20 + (i % Rows * 30), 122, 24));
        }

        return picture;
    }

    private static XElement Key(KeyFace key, int x, int y, int width, int height) => new(
        Svg + "g",
        new XAttribute("class", $"key key-{key.Kind}"),
        new XElement(Svg + "title", Clean($"Key {key.Number}: {(key.Label.Length == 0 ? "" : key.Label + ", ")}{key.Does}")),
        Box("key-cap", x, y, width, height, 7),
        new XElement(Svg + "circle", new XAttribute("class", "key-lamp"), new XAttribute("cx", x + 13), new XAttribute("cy", y + (height / 2)), new XAttribute("r", 4.5)),
        Label("key-label", x + 25, y + (height / 2) + 4, key.Label, LongestLabel));

    private static XElement Picture(int width, int height, string title) => new(
        Svg + "svg",
        new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}")),
        new XAttribute("width", width),
        new XAttribute("height", height),
        new XAttribute("role", "img"),
        new XAttribute("aria-label", Clean(title)),
        new XAttribute("class", "face"));

    private static XElement Box(string kind, int x, int y, int width, int height, int round) => new(
        Svg + "rect", new XAttribute("class", kind), new XAttribute("x", x), new XAttribute("y", y), new XAttribute("width", width), new XAttribute("height", height), new XAttribute("rx", round));

    // Cut last: what makes a text legible may make it longer.
    private static XElement Label(string kind, int x, int y, string text, int longest)
    {
        var clean = Clean(text);
        return new(Svg + "text", new XAttribute("class", kind), new XAttribute("x", x), new XAttribute("y", y), clean.Length <= longest ? clean : clean[..(longest - 1)] + "…");
    }

    /// <summary>XML has no way to write some characters, and others would show a label as what it is not.</summary>
    private static string Clean(string text) => string.Concat(Words.Legible(text).Select(c => char.IsSurrogate(c) || c > 0xFFFD ? '?' : c));
}
