using System.Text;
using System.Xml.Linq;
using Reconciler.Core.Fleets;
using Reconciler.Core.Reading;
using Reconciler.Core.Rendering;
using Reconciler.Core.Secrets;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;
using Reconciler.Testing;
using Reconciler.Testing.Seed;
namespace Reconciler.Specs.Tests;

/// <summary>
/// What example-repo renders against what the zero-touch document shows, element by element. The exemptions, each with its test: secrets are derived;
/// <c>regext</c> does not exist in Asterisk; a route's first line is priority 1, as a dialplan that starts at 2 never runs.
/// </summary>
public sealed class SeedOfficeTests
{
    private static readonly Dictionary<string, string> Files = Render();

    [Theory]
    [MemberData(nameof(SeedDocument.Elements), MemberType = typeof(SeedDocument))]
    public void Profile_OfFredsPhone_SaysWhatTheDocumentSays(string element, string value) => Assert.Equal(value, FredsPhone(element));

    [Theory]
    [MemberData(nameof(SeedDocument.EmptiedCodes), MemberType = typeof(SeedDocument))]
    public void Profile_OfFredsPhone_EmptiesEveryServiceCode(string element) => Assert.Equal("", FredsPhone(element));

    [Theory]
    [InlineData("spa501G.cfg")]
    [InlineData("spa502G.cfg")]
    [InlineData("spa504G.cfg")]
    [InlineData("spa508G.cfg")]
    [InlineData("spa509G.cfg")]
    [InlineData("spa525G.cfg")]
    public void Bootstrap_OfEachModelOfTheDocument_NamesTheProfile(string name)
    {
        var profile = XDocument.Parse(Files[name]).Root!;

        Assert.Equal("Yes", profile.Element("Resync_On_Reset")?.Value);
        Assert.Equal("10", profile.Element("Resync_Periodic")?.Value);
        Assert.Equal("tftp://192.168.2.245/xml/spa$MA.xml", profile.Element("Profile_Rule")?.Value);
    }

    [Fact]
    public void BothPhonesOfTheDocument_HaveAProfile() => Assert.Superset(
        new HashSet<string>(["xml/spa002584061156.xml", "xml/spa002584d8d147.xml"]), Files.Keys.ToHashSet());

    [Theory]
    [InlineData("151")]
    [InlineData("152")]
    public void SipConf_PeersOfTheDocument_HaveItsSettings(string extension)
    {
        var section = Section("sip.conf", extension);

        Assert.Superset(new HashSet<string>(["type = friend", "nat = no", "context = fxsgroup", "host = dynamic"]), section.ToHashSet());
        Assert.Contains($"secret = «secret:extension/{extension}#derive:1»", section);
        Assert.DoesNotContain(section, line => line.StartsWith("regext", StringComparison.Ordinal));
    }

    [Fact]
    public void ExtensionsConf_SaysWhatTheDocumentSays()
    {
        Assert.Superset(new HashSet<string>(["exten => 151,1,Dial(SIP/151,60,rT)", "exten => 152,1,Dial(SIP/152,60,rT)"]), Section("extensions.conf", "fxsgroup").ToHashSet());
        Assert.Equal("exten => 3615551212,1,Dial(SIP/101&SIP/102&SIP/152&SIP/151&SIP/200&SIP/242,25,rt)", Section("extensions.conf", "itsp1")[0]);
    }

    private static string? FredsPhone(string element) => XDocument.Parse(Files["xml/spa002584061156.xml"]).Root!.Element(element)?.Value;

    private static List<string> Section(string file, string name) =>
        [.. Files[file].Split('\n').SkipWhile(line => line != $"[{name}]").Skip(1).TakeWhile(line => !line.StartsWith('[')).Where(line => line.Length > 0)];

    /// <summary>The example with the document's channel: its PBX is of the time of chan_sip.</summary>
    private static Dictionary<string, string> Render()
    {
        var folder = Path.Combine(Checkout.Root, "example-repo");
        var tree = new MemoryTree();
        foreach (var file in Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories))
        {
            tree.Add(Path.GetRelativePath(folder, file), File.ReadAllText(file).Replace("channel: pjsip", "channel: sip", StringComparison.Ordinal));
        }

        var reading = new FleetReader(new SpecLoader(), new QuartzWindowClock()).Read(tree, default);
        var rendering = new FleetRenderer(new MaskedSecretSource()).Render(EffectiveFleet.Of(reading.Fleet!));
        return rendering.Artifacts.ToDictionary(artifact => artifact.Path, artifact => Encoding.UTF8.GetString(artifact.Render()), StringComparer.Ordinal);
    }
}
