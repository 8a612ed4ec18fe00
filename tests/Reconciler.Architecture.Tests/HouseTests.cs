using System.Text.RegularExpressions;

namespace Reconciler.Architecture.Tests;

/// <summary>Sizes and names, so that a reader finds a type by its name and can take in its file.</summary>
public sealed partial class HouseTests
{
    private const int MostLines = 300;
    private const int MedianOfTheProduct = 50;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void File_HasAtMost300Lines(string root)
    {
        var lengths = SourceFiles.Below(root).Select(path => (Path: path, Lines: LinesOf(path)));

        Assert.Empty(lengths.Where(file => file.Lines > MostLines).Select(file => $"{file.Path} has {file.Lines} lines"));
    }

    [Fact]
    public void MedianFile_OfTheProduct_IsShort()
    {
        var lengths = SourceFiles.Below("src").Select(LinesOf).Order().ToList();

        Assert.InRange(lengths[lengths.Count / 2], 1, MedianOfTheProduct);
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("src tests")]
    public void TypeName_IsGivenOnce(string roots)
    {
        var names =
            from path in roots.Split(' ').SelectMany(SourceFiles.Below)
            let text = SourceFiles.Read(path)
            from Match type in TypeLine().Matches(text)
            let name = type.Groups["name"].Value
            group (Folder: Path.GetDirectoryName(path), path) by name into declared
            where declared.Select(d => d.Folder).Distinct().Count() > 1
            select $"{declared.Key}: {string.Join(", ", declared.Select(d => d.path).Distinct())}";

        Assert.Empty(names);
    }

    /// <summary>A name says what a thing is; its comment says what the name cannot.</summary>
    [Fact]
    public void DocumentationLine_DoesNotOpenWithWhat()
    {
        var lines =
            from path in SourceFiles.Below("src")
            from Match line in WhatLine().Matches(SourceFiles.Read(path))
            select $"{path}: {line.Value}";

        Assert.Empty(lines);
    }

    private static int LinesOf(string path) => SourceFiles.Read(path).Count(c => c == '\n');

    [GeneratedRegex("/// <(summary|param name=\"[a-zA-Z]+\")>(\n */// )?What [^\n]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex WhatLine();

    /// <summary>A type that lies in no other.</summary>
    [GeneratedRegex("^((public|internal|sealed|static|abstract|partial|readonly|unsafe) )+(class|record struct|record|struct|interface|enum) (?<name>[A-Za-z0-9]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex TypeLine();
}
