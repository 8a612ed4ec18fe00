using System.Security.Cryptography;
using System.Text.Json;
using Reconciler.Acceptance.Offices;
using Reconciler.Acceptance.Phones;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Fleets;

namespace Reconciler.Acceptance;

/// <summary>What <c>plan</c> said of a change, on a checkout without the key, is what <c>reconcile</c> then does on the host.</summary>
public sealed class PlanComesTrueTests
{
    private static readonly int Changes = Depth.IsLong ? 50 : 12;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plan_OfRandomChanges_NamesTheFilesReloadsResyncsAndHashOfTheRealRun()
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var office = new PhoneOffice(asterisk, "pjsip", "{ resync: none }", RandomOffice.Files(0));
        using var folder = new TemporaryFolder();
        var checkout = folder.PathOf("work");
        await Processes.RunSuccessfullyAsync("git", ["clone", "-q", office.Repository.DirectoryPath, checkout], Cancellation);
        await RunAsync(office);
        var kinds = new HashSet<string>(StringComparer.Ordinal);

        for (var seed = 1; seed <= Changes; seed++)
        {
            office.Repository.Commit($"Office {seed}", RandomOffice.Files(seed));
            await Processes.RunSuccessfullyAsync("git", ["-C", checkout, "pull", "-q"], Cancellation);
            var planned = await ReconcilerProgram.RunAsync([], ["plan", checkout, "--base", "HEAD~1", "--head", "HEAD", "--format", "json"], Cancellation);
            var plan = JsonDocument.Parse(planned.Output).RootElement;
            var (filesBefore, tagsBefore) = (FilesOf(office, asterisk), TagsOf(office));

            var run = await RunAsync(office);

            var (filesAfter, tagsAfter) = (FilesOf(office, asterisk), TagsOf(office));
            Assert.Equal(plan.GetProperty("hash").GetString(), run.GetProperty("plan").GetString());
            Assert.Equal(
                plan.GetProperty("artifacts").EnumerateArray().Select(a => $"{a.GetProperty("verb").GetString()} {a.GetProperty("target").GetString()} {a.GetProperty("path").GetString()}").Order(StringComparer.Ordinal),
                Differences(filesBefore, filesAfter));
            Assert.Equal(Texts(plan.GetProperty("reloads")), Texts(run.GetProperty("reloaded")));
            Assert.Equal(
                Texts(plan.GetProperty("resyncs")),
                tagsAfter.Where(t => tagsBefore.TryGetValue(t.Key, out var was) && was != t.Value).Select(t => t.Key).Order(StringComparer.Ordinal));
            kinds.UnionWith(plan.GetProperty("phones").EnumerateArray().Select(p => p.GetProperty("verb").GetString()!));
            kinds.UnionWith(Texts(plan.GetProperty("reloads")));
        }

        // The seeds between them have all that can happen to a phone and to Asterisk.
        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "add", "change", "remove", "res_pjsip", "pbx_config", "app_voicemail" }, kinds);
    }

    private static async Task<JsonElement> RunAsync(PhoneOffice office)
    {
        var run = await office.RunAsync(Cancellation, "reconcile");
        Assert.True(run.ExitCode == 0, run.Errors);
        var status = await office.RunAsync(Cancellation, "status", "--format", "json");
        return JsonDocument.Parse(status.Output).RootElement.GetProperty("history")[0];
    }

    private static List<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString()!)];

    /// <summary>Every published file by target and path, with its content.</summary>
    private static Dictionary<string, string> FilesOf(PhoneOffice office, AsteriskRig asterisk)
    {
        var current = Path.Combine(asterisk.ReconcilerDirectory, "current");
        var served = Directory.EnumerateFiles(office.Served, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Where(f => !f.Contains("/.reconciler/", StringComparison.Ordinal))
            .Select(f => ($"served {Path.GetRelativePath(office.Served, f)}", f));
        var asteriskFiles = Directory.EnumerateFiles(current).Select(f => ($"asterisk {Path.GetFileName(f)}", f));
        return served.Concat(asteriskFiles).ToDictionary(f => f.Item1, f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f.f))), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Differences(Dictionary<string, string> before, Dictionary<string, string> after) =>
        before.Keys.Union(after.Keys)
            .Select(name => (name, Was: before.GetValueOrDefault(name), Is: after.GetValueOrDefault(name)))
            .Where(f => f.Was != f.Is)
            .Select(f => $"{(f.Was is null ? "add" : f.Is is null ? "remove" : "change")} {f.name}")
            .Order(StringComparer.Ordinal);

    /// <summary>The revision tag that each phone is to run, by MAC.</summary>
    private static Dictionary<string, string> TagsOf(PhoneOffice office) => JsonDocument.Parse(File.ReadAllText(Path.Combine(office.State, "phones", "phones.json"))).RootElement
        .GetProperty("phones").EnumerateObject()
        .ToDictionary(p => p.Name, p => p.Value.GetProperty("profile").GetProperty("tag").GetString()!, StringComparer.Ordinal);
}
