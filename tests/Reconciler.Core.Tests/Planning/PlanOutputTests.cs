using System.Text;
using System.Text.Json;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Planning.Narration;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Planning;

public sealed class PlanOutputTests
{
    private const string Canary = "c4n4ry-in-a-plan";

    [Fact]
    public void Json_HasTheDocumentedForm()
    {
        var plan = SomePlan();
        var verdict = Guard.Judge(plan, GuardThresholds.Default, new Dictionary<string, string>());
        var finding = Codes.UncarriedExtension.At(new SpecLocation("extensions/x.yaml", 3, 1), "no phone carries extension 199.");

        using var json = JsonDocument.Parse(PlanJson.ToText(new PlanDocument(plan, verdict, [finding], "1.2.3")));
        var root = json.RootElement;

        Assert.Equal(
            [
                "result", "note", "base", "head", "version", "hash", "summary", "effects", "diagnostics", "phones", "extensions", "groups", "routes", "site", "consequences",
                "artifacts", "reloads", "resyncs", "rollout", "guard",
            ],
            root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(plan.Hash.ToString(), root.GetProperty("hash").GetString());
        var phone = root.GetProperty("phones")[0];
        Assert.Equal(PlanFleets.Mac1, phone.GetProperty("mac").GetString());
        Assert.Equal("change", phone.GetProperty("verb").GetString());
        Assert.Equal("""{"parameter":"Short_Name_1_","from":"Fred","to":"Anna"}""", Compact(phone.GetProperty("changes")[0]));
        Assert.Equal("resync", phone.GetProperty("effects")[0].GetString());
        Assert.Equal("""{"field":"name","from":null,"to":"Sally"}""", Compact(root.GetProperty("extensions")[0].GetProperty("changes")[0]));
        Assert.Equal("""{"did":"555","context":"itsp1","verb":"remove","meaning":[],"changes":[]}""", Compact(root.GetProperty("routes")[0]));
        Assert.Equal("""{"target":"asterisk","path":"pjsip.conf","verb":"change"}""", Compact(root.GetProperty("artifacts")[0]));
        Assert.Equal("""["res_pjsip"]""", Compact(root.GetProperty("reloads")));
        Assert.Equal("""{"allowed":true,"reasons":[],"thresholds":{"maxRemoved":0.1,"minimumFleet":10},"approvedBy":null,"trailer":null}""", Compact(root.GetProperty("guard")));
        Assert.Equal(
            """{"code":"REC051","severity":"warning","file":"extensions/x.yaml","line":3,"column":1,"message":"no phone carries extension 199.","hint":null}""",
            Compact(root.GetProperty("diagnostics")[0]));
    }

    [Fact]
    public void Hash_IsOverCanonicalJson()
    {
        using var stream = new MemoryStream();
        PlanHash.Write(stream, SomePlan());
        var text = Encoding.UTF8.GetString(stream.ToArray());

        Assert.Equal(
            """{"extensions":[{"changes":[{"field":"name","from":null,"to":"Sally"}],"id":"152","verb":"change"}],"groups":[],"phones":[{"changes":[{"from":"Fred","parameter":"Short_Name_1_","to":"Anna"}],"inputs":null,"mac":"002584061156","model":"SPA504G","replaces":null,"verb":"change"}],"routes":[{"changes":[],"id":"555@itsp1","verb":"remove"}],"site":[]}""",
            text);
        Assert.Equal(SomePlan().Hash.ToString(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void NoOutput_HoldsASecretOfTheSpecs()
    {
        Core.Fleets.EffectiveFleet With(string text)
        {
            var plain = Given.At(Given.PlainSecret("extension/151", text));
            return PlanFleets.Of(
                Given.Extension("151") with { Secret = plain, Voicemail = Given.Voicemail("151") with { Pin = plain }, Digest = Given.DigestOf(text) },
                Given.Phone(PlanFleets.Mac1, "SPA504G", Given.Line("151")));
        }

        foreach (var (from, to) in new[] { (null, With(Canary)), (With(Canary), With(Canary + "2")), (With(Canary), PlanFleets.Of()) })
        {
            var plan = Planner.Create(from, to);
            var story = PlanStory.Of(plan, from, to);
            using var stream = new MemoryStream();
            PlanHash.Write(stream, plan);
            var told = string.Join('\n', story.Sections.SelectMany(s => s.Entries).SelectMany(e => e.Lines).Concat(story.Effects));
            foreach (var text in new[] { plan.ToJson(), told, plan.ToString(), string.Concat(plan.Phones), Encoding.UTF8.GetString(stream.ToArray()) })
            {
                Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
            }
        }
    }

    private static Plan SomePlan()
    {
        static Core.Fleets.Specs.PhoneSpec Phone(string label) => Given.Phone(PlanFleets.Mac1, "SPA504G", Given.Line("151", label));

        return Planner.Create(new PlanRequest
        {
            From = PlanFleets.Of(Given.Extension("151"), Given.Extension("152"), Given.Route("555", "151"), Phone("Fred")),
            To = PlanFleets.Of(Given.Extension("151"), Given.Extension("152", "Sally"), Phone("Anna")),
            Artifacts = [new ArtifactChange(ArtifactTarget.Asterisk, "pjsip.conf", PlanVerb.Change)],
        });
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
