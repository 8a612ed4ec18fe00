using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Asterisk;

/// <summary>The files of the Asterisk root: the SIP channel's, the dialplan and the mailboxes. All are there also when they hold nothing.</summary>
public sealed class AsteriskArtifacts
{
    private readonly Lazy<AsteriskConfiguration> _configuration;

    private AsteriskArtifacts(EffectiveFleet fleet, ISecretSource secrets, AsteriskInputs? known)
    {
        _configuration = new Lazy<AsteriskConfiguration>(() => AsteriskRenderer.Render(fleet, secrets));
        Inputs = known ?? InputsOf(fleet, secrets);
        var sip = AsteriskModule.ForChannel(fleet.Site.Asterisk.Channel.Value).File;
        Files =
        [
            Create(sip, Inputs.Sip, AsteriskFiles.Sip),
            Create(AsteriskModule.Dialplan.File, Inputs.Dialplan, AsteriskFiles.Dialplan),
            Create(AsteriskModule.Voicemail.File, Inputs.Voicemail, AsteriskFiles.Voicemail),
        ];
    }

    /// <summary>One artifact a file; they are rendered when they are asked for, and share one configuration.</summary>
    public ImmutableArray<Artifact> Files { get; }

    /// <summary>The objects that Asterisk is to have, for reading back. Made when it is first asked for.</summary>
    public AsteriskConfiguration Configuration => _configuration.Value;

    /// <summary>The digests of all that they depend on.</summary>
    internal AsteriskInputs Inputs { get; }

    public static AsteriskArtifacts Create(EffectiveFleet fleet, ISecretSource secrets) => new(fleet, secrets, null);

    /// <summary>The same where it is known already what they depend on.</summary>
    internal static AsteriskArtifacts Create(EffectiveFleet fleet, ISecretSource secrets, AsteriskInputs? known) => new(fleet, secrets, known);

    private static AsteriskInputs InputsOf(EffectiveFleet fleet, ISecretSource secrets)
    {
        var common = CommonDigest(fleet);
        return new AsteriskInputs(SipDigest(common, fleet, secrets), common, VoicemailDigest(common, fleet, secrets));
    }

    private Artifact Create(string path, Digest inputs, Func<AsteriskConfiguration, byte[]> render) =>
        new(ArtifactTarget.Asterisk, path, inputs, null, () => render(Configuration));

    /// <summary>Over all that is no secret: the dialplan depends on nothing else.</summary>
    private static Digest CommonDigest(EffectiveFleet fleet)
    {
        using var builder = new DigestBuilder();
        builder.Add("asterisk").Add(AsteriskRenderer.Version).Add(fleet.Site.Digest).Add(fleet.Extensions.Length);
        foreach (var extension in fleet.Extensions)
        {
            builder.Add(extension.Spec.Digest).Add(extension.CallingContext).Add(extension.Phones.Length).Add(extension.FollowedMailbox?.Value);
        }

        AddAll(builder, fleet.Groups);
        AddAll(builder, fleet.Routes);
        return builder.Build();
    }

    private static void AddAll<T>(DigestBuilder builder, ImmutableArray<T> specs)
        where T : Spec
    {
        builder.Add(specs.Length);
        foreach (var spec in specs)
        {
            builder.Add(spec.Digest);
        }
    }

    private static Digest SipDigest(Digest common, EffectiveFleet fleet, ISecretSource secrets)
    {
        using var builder = new DigestBuilder();
        builder.Add(common);
        foreach (var extension in fleet.Extensions)
        {
            builder.Add(secrets.Fingerprint(extension.Spec.Secret.Value)).Add(secrets.FingerprintPrevious(extension.Spec.Secret.Value)?.ToString());
            if (extension.Spec.PreviousSecret is { } previous)
            {
                builder.Add(secrets.Fingerprint(previous.Value));
            }
        }

        return builder.Build();
    }

    private static Digest VoicemailDigest(Digest common, EffectiveFleet fleet, ISecretSource secrets)
    {
        using var builder = new DigestBuilder();
        builder.Add(common);
        foreach (var voicemail in fleet.Extensions.Select(e => e.Spec.Voicemail).OfType<VoicemailSpec>())
        {
            builder.Add(secrets.Fingerprint(voicemail.Pin.Value));
        }

        return builder.Build();
    }
}
