using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Reconciler.Core.Digests;
using Reconciler.Core.Secrets;

namespace Reconciler.Host.Secrets;

/// <summary>
/// Secrets as the PBX host has them. Environment and files are read once each, so that one run sees one value; make a new source for
/// each run. May be used by several threads at once.
/// </summary>
public sealed class HostSecretSource : ISecretSource
{
    private const string EnvironmentPrefix = "RECONCILER_SECRET_";

    private readonly MasterKey _masterKey;
    private readonly string _site;
    private readonly Func<string, string?> _environment;
    private readonly string? _secretsDirectory;
    private readonly ConcurrentDictionary<SecretReference, SecretValue> _read = [];
    private readonly Lock _missingLock = new();
    private readonly List<MissingSecret> _missing = [];
    private readonly HashSet<SecretReference> _missed = [];

    /// <summary>A source for one site.</summary>
    /// <param name="masterKey">The key that derived secrets come from.</param>
    /// <param name="site">The site's name; another site has other secrets.</param>
    /// <param name="environment">Looks a variable up by its whole name; null where it is not set.</param>
    /// <param name="secretsDirectory">Where <c>{ file: name }</c> is looked for; null: the agent's file names none.</param>
    public HostSecretSource(MasterKey masterKey, string site, Func<string, string?> environment, string? secretsDirectory)
    {
        ArgumentNullException.ThrowIfNull(masterKey);
        ArgumentNullException.ThrowIfNull(environment);
        _masterKey = masterKey;
        _site = site;
        _environment = environment;
        _secretsDirectory = secretsDirectory;
    }

    /// <summary>Files that a <c>{ file: name }</c> must not reach.</summary>
    public OwnFiles Own { get; init; } = OwnFiles.None;

    /// <summary>The key whose derived secrets are still valid; null: none is rotated.</summary>
    public MasterKey? PreviousKey { get; init; }

    public IReadOnlyList<MissingSecret> Missing
    {
        get
        {
            lock (_missingLock)
            {
                return [.. _missing];
            }
        }
    }

    public SecretValue Resolve(SecretReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.Origin switch
        {
            SecretOrigin.Derive => SecretValue.Known(reference, SecretDerivation.Derive(_masterKey, _site, reference)),
            SecretOrigin.Value => Judge(reference, Literal(reference)),
            SecretOrigin.Env => _read.GetOrAdd(reference, r => Judge(r, FromEnvironment(r))),
            _ => _read.GetOrAdd(reference, r => Judge(r, FromFile(r))),
        };
    }

    public SecretValue? ResolvePrevious(SecretReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return PreviousKey is { } key && reference.Origin == SecretOrigin.Derive ? SecretValue.Known(reference, SecretDerivation.Derive(key, _site, reference)) : null;
    }

    public Digest Fingerprint(SecretReference reference) => Print(_masterKey, reference, Resolve(reference));

    public Digest? FingerprintPrevious(SecretReference reference) => PreviousKey is { } key && ResolvePrevious(reference) is { } value ? Print(key, reference, value) : null;

    private static Digest Print(MasterKey key, SecretReference reference, SecretValue value)
    {
        using var builder = new DigestBuilder(key.FingerprintKey.Span);
        return builder.Add(reference.ToString()).Add(value.IsKnown ? value.Open() : null).Build();
    }

    private static SecretReading Literal(SecretReference reference) => reference.Literal is { } literal
        ? SecretReading.Of(literal.Open(), "the value in the spec", "Write another value.")
        : SecretReading.Missing("the spec holds no value for it.", "Write `{ value: text }`, or better `{ derive: 1 }`.");

    private SecretReading FromEnvironment(SecretReference reference)
    {
        if (!IsVariableName(reference.Name))
        {
            return SecretReading.Missing("the name of its environment variable is not of letters, digits and underscores.", "Rename it in the spec.");
        }

        var variable = EnvironmentPrefix + reference.Name;
        var value = _environment(variable);
        return string.IsNullOrEmpty(value)
            ? SecretReading.Missing($"the environment variable {variable} is not set.", "Set it for the agent.")
            : SecretReading.Of(value, $"the environment variable {variable}", "Set another value.");
    }

    private SecretReading FromFile(SecretReference reference) => _secretsDirectory is null
        ? SecretReading.Missing("the agent's file names no secrets directory.", "Set secrets.directory in agent.yaml.")
        : new SecretDirectory(_secretsDirectory, Own).Read(reference.Name ?? "");

    private SecretValue Judge(SecretReference reference, SecretReading reading)
    {
        reading = reading.For(reference.Kind);
        if (reading.Value is { } value)
        {
            return SecretValue.Known(reference, value);
        }

        lock (_missingLock)
        {
            if (_missed.Add(reference))
            {
                _missing.Add(new MissingSecret(reference, $"{reference} has no value on this host: {reading.Problem}", reading.Hint));
            }
        }

        return SecretValue.Masked(reference);
    }

    private static bool IsVariableName([NotNullWhen(true)] string? name) =>
        name is { Length: > 0 and <= 128 } && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
