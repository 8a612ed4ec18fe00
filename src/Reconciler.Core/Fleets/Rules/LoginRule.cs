using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A login names one section of Asterisk's files each, and none of Asterisk's own.</summary>
internal sealed class LoginRule : IRule<FleetIndex>
{
    /// <summary>Sections of sip.conf and pjsip.conf that are no phones.</summary>
    private static readonly string[] Reserved = ["general", "authentication", "global", "system"];

    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        var taken = new Dictionary<string, ExtensionSpec>(subject.Extensions.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var extension in subject.Specs.Extensions)
        {
            // Of two extensions of one number another rule tells.
            if (ReferenceEquals(subject.Extensions[extension.Number.Value.ToString()], extension))
            {
                ReserveBoth(SipLogin.Of(extension), extension.Secret.Value, extension);
                if (extension.PreviousSecret is { } previous)
                {
                    ReserveBoth(SipLogin.PreviousOf(extension), previous.Value, extension);
                }
            }

            if (extension.User is { } user && Reserved.Contains(user.Value, StringComparer.OrdinalIgnoreCase))
            {
                diagnostics.Add(Codes.LoginTaken.At(user.Location, $"{SpecTitle.Of(extension)} cannot register as \"{user.Value}\": that is a section of Asterisk's own.", "Choose another user."));
            }
        }

        // The host may rotate its master key at any time.
        void ReserveBoth(string login, SecretReference secret, ExtensionSpec extension)
        {
            if (Reserve(login, extension) && secret.Origin == SecretOrigin.Derive)
            {
                Reserve(SipLogin.FormerOf(login), extension);
            }
        }

        bool Reserve(string login, ExtensionSpec extension)
        {
            if (taken.TryAdd(login, extension))
            {
                return true;
            }

            // The finding stands where somebody chose the name.
            var (here, other) = extension.User is null ? (taken[login], extension) : (extension, taken[login]);
            diagnostics.Add(Codes.LoginTaken.At(
                (here.User ?? new(login, here.Number.Location)).Location,
                $"{SpecTitle.Of(here)} registers as \"{login}\", which is what {SpecTitle.Of(other)} registers as ({other.Number.Location}).",
                "Give each a user of its own."));
            return false;
        }
    }
}
