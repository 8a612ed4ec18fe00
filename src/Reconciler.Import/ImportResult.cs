using Reconciler.Import.Inputs;

namespace Reconciler.Import;

/// <summary>The outcome of an import, before anything is on disk.</summary>
public sealed record ImportResult
{
    /// <summary>The specs by their paths below the site's folder; empty where the import is refused.</summary>
    public required IReadOnlyDictionary<string, string> Specs { get; init; }

    /// <summary>The secrets by the names of their files in the host's secrets directory.</summary>
    public required IReadOnlyDictionary<string, string> Secrets { get; init; }

    /// <summary>
    /// Asterisk's own files as they are to be once the specs are live, by the names that they were given by: without what the specs say. Only those that change.
    /// </summary>
    public IReadOnlyDictionary<string, string> AsteriskFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>Everything that is to be said, the gravest first.</summary>
    public required IReadOnlyList<ImportFinding> Findings { get; init; }

    public required ImportCounts Counts { get; init; }

    /// <summary>How often specs were written, read back and compared with what the phones have, until nothing was left to say.</summary>
    public int Rounds { get; init; }

    public bool IsRefused => Specs.Count == 0;
}

/// <summary>How much there was, and how much of it the specs say in the same way.</summary>
/// <param name="Phones">Phones that are written.</param>
/// <param name="Extensions">Extensions that are written.</param>
/// <param name="Groups">Ring groups that are written.</param>
/// <param name="Routes">Inbound numbers that are written.</param>
/// <param name="Profiles">Profiles that are written.</param>
/// <param name="Elements">Elements of all phones' files that were compared with what the specs render.</param>
/// <param name="Same">Those that are the same, or say the same in other words.</param>
/// <param name="Values">Values of Asterisk's objects (options of endpoints, auths and aors, fields of mailboxes, how numbers ring) that were compared with what the specs render.</param>
/// <param name="SameValues">Those that are the same, or say the same in other words.</param>
public sealed record ImportCounts(int Phones, int Extensions, int Groups, int Routes, int Profiles, int Elements, int Same, int Values, int SameValues);
