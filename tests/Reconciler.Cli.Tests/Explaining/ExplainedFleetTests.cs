using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using Reconciler.Core.Explaining;
using Reconciler.Core.Fleets;
using Reconciler.Core.Reading;
using Reconciler.Core.Rendering;
using Reconciler.Core.Secrets;
using Reconciler.Host.Disk;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;
using Reconciler.Testing;
using Reconciler.Testing.Fleets;

namespace Reconciler.Cli.Tests.Explaining;

/// <summary>What is explained is held against what is published.</summary>
public sealed partial class ExplainedFleetTests : IDisposable
{
    private const int Phones = 120;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Values_OfAnyPhoneAndExtension_AreThoseThatAreRendered()
    {
        foreach (var seed in new[] { 1, 2 })
        {
            var fleet = Read(new FleetGenerator(Phones, seed));
            var files = new FleetRenderer(new MaskedSecretSource()).Render(EffectiveFleet.Of(fleet)).Artifacts;
            var sip = Encoding.UTF8.GetString(files.Single(f => f.Path == "pjsip.conf").Render());
            var explainer = new Explainer(fleet, new NoLineHistory("None here."));

            Gen.Int[0, Phones - 1].Sample(
                index =>
                {
                    var mac = FleetGenerator.MacOf(index);
                    var profile = XDocument.Parse(Encoding.UTF8.GetString(files.Single(f => f.Path == $"xml/spa{mac}.xml").Render()));
                    Assert.Equal(profile.Root!.Elements().Select(e => (e.Name.LocalName, e.Value)), explainer.Explain(mac).Phone!.Values.Select(v => (v.Name, v.Value)));

                    var extension = FleetGenerator.ExtensionOf(index);
                    var options = explainer.Explain(extension).Extension!.Values.Where(v => v.Section != "mailbox").Select(v => $"{v.Name} = {v.Value}");
                    Assert.Equal(OptionsOf(sip, extension), options);
                },
                iter: 60,
                threads: 1);
        }
    }

    [Fact]
    public void Sources_OfEveryValue_AreAtTheLineThatSaysIt()
    {
        var fleet = Read(new FleetGenerator(Phones));
        var explainer = new Explainer(fleet, new NoLineHistory("None here."));
        for (var index = 0; index < Phones; index++)
        {
            var phone = explainer.Explain(FleetGenerator.MacOf(index)).Phone!;
            foreach (var value in phone.Values.Where(v => v.Source is not null && (v.Name is "Station_Name" or "Ringer_Volume" || v.Name.StartsWith("Short_Name_", StringComparison.Ordinal))))
            {
                Assert.Contains(value.Value, LineAt(value.Source!), StringComparison.Ordinal);
                Assert.All(value.Overridden.Where(o => o.Source is not null), lost => Assert.Contains(lost.Value, LineAt(lost.Source!), StringComparison.Ordinal));
                Assert.All(value.Overridden, lost => Assert.NotEqual(value.Source!.Place, lost.Source?.Place));
            }
        }
    }

    [Fact]
    public void Values_OfTheSite_PointAtTheKeyThatTheyAreSaidToFollow()
    {
        WriteOffice("""
            provisioning:
              url: tftp://192.0.2.10
              profilePath: /xml
              resync:
                onReset: true
                every: 2h
                randomDelay: 40s
                retry: 10m
            asterisk:
              host: 192.0.2.10
              context: phones
              nat: true
              codecs: [ulaw]
              registerExpires: 5m
              transport: tls
              srtp: optional
            features:
              voicemail: "*98"
              directedPickup: "*7"
              groupPickup: "*8"
              callPark: "*70"
              callUnpark: "*71"
            """);

        var values = ExplainPhone().Where(v => v.Key?.EndsWith(" in site.yaml", StringComparison.Ordinal) == true && v.Name != "Proxy_2_" && v.Name != "Proxy_3_" && v.Name != "Proxy_4_").ToList();

        Assert.True(values.Select(v => v.Key).Distinct().Count() >= 10, "the keys of the site that phones follow");
        Assert.All(values, value =>
        {
            // `provisioning` as a whole is the server's address.
            var key = value.Key![..^" in site.yaml".Length] is var path && path == "provisioning" ? "url" : path[(path.LastIndexOf('.') + 1)..];
            Assert.True(value.Source is not null && LineAt(value.Source).TrimStart().StartsWith(key + ":", StringComparison.Ordinal), $"{value.Name}: {value.Source}");
        });
    }

    [Fact]
    public void Values_ThatNoFileGives_AreBuiltIn()
    {
        WriteOffice("""
            provisioning: { url: "tftp://192.0.2.10" }
            asterisk: { host: 192.0.2.10, context: phones }
            """);

        var set = ExplainPhone().Where(v => v.Source?.Place.File == "site.yaml").Select(v => v.Name);

        Assert.Equal(["Profile_Rule", "Proxy_1_"], set);
    }

    private void WriteOffice(string site)
    {
        _folder.Write("site.yaml", $"name: office\n{site}\n");
        _folder.Write("extensions/people.yaml", OfficeFiles.Extensions);
        _folder.Write("phones/anna.yaml", OfficeFiles.Phone("00:25:84:00:00:01", 151, "Anna"));
    }

    private ImmutableArray<ExplainedValue> ExplainPhone() => new Explainer(Read(), new NoLineHistory("None here.")).Explain("002584000001").Phone!.Values;

    private Fleet Read(FleetGenerator generator)
    {
        generator.WriteTo(_folder.FullPath);
        return Read();
    }

    private Fleet Read()
    {
        var reading = new FleetReader(new SpecLoader(), new QuartzWindowClock()).Read(new FolderTree(_folder.FullPath), null);
        return Assert.IsType<Fleet>(reading.Fleet);
    }

    private string LineAt(ValueSource source) => File.ReadLines(_folder.PathOf(source.Place.File)).ElementAt(source.Place.Line - 1);

    private static IEnumerable<string> OptionsOf(string file, string section) =>
        Sections().Matches(file).Where(s => s.Groups["name"].Value == section).SelectMany(s => s.Groups["lines"].Value.TrimEnd('\n').Split('\n'));

    [GeneratedRegex(@"^\[(?<name>[^\]]+)\]\n(?<lines>([^\[\n][^\n]*\n)*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Sections();
}
