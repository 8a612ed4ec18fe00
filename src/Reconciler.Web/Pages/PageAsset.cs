using System.Collections.Immutable;
using Reconciler.Web.Api;

namespace Reconciler.Web.Pages;

/// <summary>A file that the pages name: style, script and sign, kept in the program.</summary>
internal sealed record PageAsset(string Name, TaggedBytes Body)
{
    public static ImmutableArray<PageAsset> All { get; } =
    [
        Load("reconciler.css", "text/css; charset=utf-8"),
        Load("live.js", "text/javascript; charset=utf-8"),
        Load("reconciler.svg", "image/svg+xml"),
    ];

    private static PageAsset Load(string name, string contentType)
    {
        using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream("web/" + name) ?? throw new InvalidOperationException($"{name} is not in the program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new PageAsset(name, new TaggedBytes(bytes, contentType));
    }
}
