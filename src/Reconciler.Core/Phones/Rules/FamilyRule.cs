using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Core.Phones.Rules;

/// <summary>Each device can do what the site asks of all: its transport, its encryption, one of its codecs; and what stands on the device's keys.</summary>
internal sealed class FamilyRule : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        var asterisk = subject.Site.Asterisk;
        var checkedModels = new HashSet<PhoneModel>();
        foreach (var phone in subject.Phones)
        {
            var family = DeviceFamilies.Of(phone.Model);
            if (checkedModels.Add(phone.Model))
            {
                CheckSite(phone, family, asterisk, diagnostics);
                CheckEncryption(phone, family, subject.Site.Provisioning, diagnostics);
            }

            if (!phone.SteppingStones.IsEmpty && !family.TakesSteppingStones)
            {
                diagnostics.Add(Codes.UnknownFirmware.At(
                    phone.Spec.Firmware?.Location ?? phone.Spec.Location, $"A {phone.Model.Name} is told one image at a time, and this version is reached over another one.", "Ask for the stepping stone first, and for this version once the phone runs that."));
            }

            foreach (var registration in phone.Registrations.Where(r => r.Mailbox is not null && !family.Managed.Has("Mailbox_ID_{n}_", phone.Model)))
            {
                diagnostics.Add(Codes.KeyNotOnModel.At(
                    registration.Mailbox!.Value.Location, $"{SpecTitle.Of(phone.Spec)} is a {phone.Model.Name}, whose lamp follows the mailbox of its own line alone.", "Leave mailbox out."));
            }

            foreach (var key in phone.Keys.Concat(phone.Console))
            {
                if (family.ProblemOf(key) is { } problem)
                {
                    diagnostics.Add(Codes.KeyNotOnModel.At(key.Location, $"{SpecTitle.Of(phone.Spec)} is a {phone.Model.Name}: {problem}.", "Use line, blf, speedDial or disabled for this key."));
                }
            }
        }
    }

    private static void CheckEncryption(Phone phone, DeviceFamily family, ProvisioningSpec provisioning, DiagnosticList diagnostics)
    {
        if ((provisioning.Encrypt || provisioning.KeyUrl is not null) && !family.TakesEncryption)
        {
            diagnostics.Add(Codes.TransportConflict.At(
                phone.Spec.Model.Location, $"A {phone.Model.Name} cannot read profiles that are encrypted as provisioning in site.yaml asks.", "Serve profiles by https without encrypt and keyUrl, or leave such phones to another site."));
        }
    }

    private static void CheckSite(Phone phone, DeviceFamily family, AsteriskSpec asterisk, DiagnosticList diagnostics)
    {
        if (asterisk.Transport != SipTransport.Udp && !family.Managed.Has("SIP_Transport_{n}_", phone.Model))
        {
            diagnostics.Add(Codes.TransportConflict.At(phone.Spec.Model.Location, $"A {phone.Model.Name} speaks UDP alone, and asterisk.transport in site.yaml is another.", "Leave asterisk.transport at udp."));
        }

        if (asterisk.Srtp != SrtpUse.Off && !family.Managed.HasKey("asterisk.srtp in site.yaml", phone.Model))
        {
            diagnostics.Add(Codes.TransportConflict.At(
                phone.Spec.Model.Location, $"No public document says how a {phone.Model.Name} is told to encrypt calls as Asterisk does, and asterisk.srtp in site.yaml asks for it.", "Leave asterisk.srtp off."));
        }

        if (!asterisk.Codecs.IsEmpty && asterisk.Codecs.All(c => family.Codecs.Find(c.Value) is null && DeviceFamilies.All.Any(f => f.Codecs.Find(c.Value) is not null)))
        {
            diagnostics.Add(Codes.UnknownPhoneCodec.At(
                asterisk.Codecs[0].Location, $"A {phone.Model.Name} ({phone.Spec.Location}) speaks none of the site's codecs.", $"Add one of {string.Join(", ", family.Codecs.All)}."));
        }
    }
}
