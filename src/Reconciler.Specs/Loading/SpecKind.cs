using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Sources;
using Reconciler.Specs.Parsing;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Loading;

/// <summary>A kind of document: the folder that it lies in, its schema, and its parser.</summary>
internal sealed record SpecKind(SpecKinds Kinds, string Folder, string SchemaName, Func<MapNode, FileFindings, Spec?> Parse)
{
    /// <summary>The one kind that is a file in the top folder.</summary>
    public static SpecKind Site { get; } = new(SpecKinds.Site, "", "site", SiteParser.Parse);

    public static ImmutableArray<SpecKind> InFolders { get; } =
    [
        new(SpecKinds.Extensions, "extensions", "extension", ExtensionParser.Parse),
        new(SpecKinds.Phones, "phones", "phone", PhoneParser.Parse),
        new(SpecKinds.Profiles, "profiles", "profile", ProfileParser.Parse),
        new(SpecKinds.Groups, "groups", "group", RingGroupParser.Parse),
        new(SpecKinds.Routes, "routes", "route", RouteParser.Parse),
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
            return SpecFileNames.IsSite(path) ? Site : null;
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
