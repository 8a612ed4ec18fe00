using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Windows;

namespace Reconciler.Core.Planning;

/// <summary>Everything that site.yaml says, field by field.</summary>
internal static class SiteFields
{
    public const string Name = "name";

    public const string SipHost = "asterisk.host";

    public const string Encrypt = "provisioning.encrypt";

    public const string Emergency = "emergency";

    public static ImmutableArray<SemanticField<SiteSpec>> All { get; } =
    [
        new(Name, s => PlanValue.Of(s.Name.Value)),
        new("provisioning.url", s => PlanValue.Of(s.Provisioning.Url.Value)),
        new("provisioning.keyUrl", s => SemanticFields.Text(s.Provisioning.KeyUrl?.Value)),
        new(Encrypt, s => s.Provisioning.Encrypt ? PlanValue.Of(true) : SemanticFields.Text(null)),
        new("provisioning.firmwareUrl", s => SemanticFields.Text(s.Provisioning.FirmwareUrl?.Value)),
        new("provisioning.profilePath", s => PlanValue.Of(s.Provisioning.ProfilePath)),
        new("provisioning.firmwarePath", s => PlanValue.Of(s.Provisioning.FirmwarePath)),
        new("provisioning.bootstrapResync", s => PlanValue.Of(s.Provisioning.BootstrapResync)),
        new("provisioning.resync.onReset", s => PlanValue.Of(s.Provisioning.ResyncOnReset)),
        new("provisioning.resync.every", s => PlanValue.Of(s.Provisioning.ResyncEvery)),
        new("provisioning.resync.retry", s => s.Provisioning.ResyncRetry is { } retry ? PlanValue.Of(retry) : SemanticFields.Text(null)),
        new("provisioning.resync.randomDelay", s => PlanValue.Of(s.Provisioning.ResyncRandomDelay)),
        new(SipHost, s => PlanValue.Of(s.Asterisk.Host.Value)),
        new("asterisk.port", s => PlanValue.Of(s.Asterisk.Port)),
        new("asterisk.transport", s => PlanValue.Of(SipTransports.Word(s.Asterisk.Transport))),
        new("asterisk.srtp", s => PlanValue.Of(s.Asterisk.Srtp.ToString().ToLowerInvariant())),
        new("asterisk.channel", s => PlanValue.Of(s.Asterisk.Channel.Value == SipChannel.Pjsip ? "pjsip" : "sip")),
        new("asterisk.context", s => PlanValue.Of(s.Asterisk.Context.Value)),
        new("asterisk.contexts", s => PlanValue.Of(s.Asterisk.Contexts.Select(Context).Order(StringComparer.Ordinal))),
        new("asterisk.codecs", s => PlanValue.Of(s.Asterisk.Codecs.Select(c => c.Value))),
        new("asterisk.nat", s => PlanValue.Of(s.Asterisk.Nat)),
        new("asterisk.registerExpires", s => PlanValue.Of(s.Asterisk.RegisterExpires)),
        new("asterisk.endpoint", s => PlanValue.Of(s.Asterisk.Endpoint.Select(o => $"{o.Name}={o.Value}").Order(StringComparer.Ordinal))),
        new("features.voicemail", s => SemanticFields.Text(s.Features.Voicemail?.Value)),
        new("features.groupPickup", s => SemanticFields.Text(s.Features.GroupPickup?.Value)),
        new("features.directedPickup", s => SemanticFields.Text(s.Features.DirectedPickup?.Value)),
        new("features.callPark", s => SemanticFields.Text(s.Features.CallPark?.Value)),
        new("features.callUnpark", s => SemanticFields.Text(s.Features.CallUnpark?.Value)),
        new(Emergency, s => PlanValue.Of(s.Emergency.Select(e => e.Value))),
        new("external", s => PlanValue.Of(s.External.Select(e => e.Value.ToString()))),
        new("firmware", s => PlanValue.Of(s.Firmware.Select(Firmware).Order(StringComparer.Ordinal))),
        new("defaults.profile", s => SemanticFields.Text(s.DefaultProfile?.Value)),
        new("rollout.waves", s => s.Rollout is { } r ? PlanValue.Of(r.Canary.Select(c => c.Value).Concat(r.Percentages.Select(p => $"{p.Value}%"))) : SemanticFields.Text(null)),
        new("rollout.settle", s => s.Rollout is { } r ? PlanValue.OfDuration(r.Settle) : SemanticFields.Text(null)),
        new("rollout.deadline", s => s.Rollout is { } r ? PlanValue.OfDuration(r.Deadline) : SemanticFields.Text(null)),
        new("rollout.onFailure", s => SemanticFields.Text(s.Rollout?.OnFailure.ToString().ToLowerInvariant())),
        new("windows", s => s.Windows.IsEmpty ? SemanticFields.Text(null) : PlanValue.Of(s.Windows.Select(w => Window(w.Window)))),
        new("models", s => PlanValue.Of(s.Models.Select(m => m.Name).Order(StringComparer.Ordinal))),
    ];

    private static string Window(Window window) =>
        $"{(window.Allows ? "allow" : "deny")} {window.Cron} for {PlanValue.OfDuration(window.Length).Text}, {window.TimeZone}{(window.Name == window.Cron ? "" : $" ({window.Name})")}";

    private static string Firmware(FirmwareImageSpec image) => $"{image.Model} {image.Version}={image.Image}{(image.Via is { } stone ? $" via {stone}" : "")}";

    private static string Context(CallingContextSpec context) => $"{context.Name} ({string.Join(", ", context.Include.Select(i => i.Value))})";
}
