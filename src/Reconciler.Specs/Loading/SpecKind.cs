using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Parsing;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Loading;

/// <summary>A kind of document: the folder that it lies in, its schema, and its parser.</summary>
internal sealed record SpecKind(string Folder, string SchemaName, Func<MapNode, FileFindings, Spec?> Parse)
{
    private static readonly string[] SiteFiles = ["site.yaml", "site.yml"];

    /// <summary>The one kind that is a file in the top folder.</summary>
    public static SpecKind Site { get; } = new("", "site", SiteParser.Parse);

    public static ImmutableArray<SpecKind> InFolders { get; } =
    [
        new("extensions", "extension", ExtensionParser.Parse),
        new("phones", "phone", PhoneParser.Parse),
        new("profiles", "profile", ProfileParser.Parse),
        new("groups", "group", RingGroupParser.Parse),
        new("routes", "route", RouteParser.Parse),
    ];

    /// <summary>The kind of a file by its path; null: no spec, or in a hidden folder.</summary>
    public static SpecKind? Of(string path)
    {
        if (path.StartsWith('.') || path.Contains("/.", StringComparison.Ordinal))
        {
            return null;
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return SiteFiles.Contains(path, StringComparer.Ordinal) ? Site : null;
        }

        var folder = path.AsSpan(0, slash);
        foreach (var kind in InFolders)
        {
            if (folder.SequenceEqual(kind.Folder))
            {
                return kind;
            }
        }

        return null;
    }
}
