using System.Collections.Immutable;
using System.Text;
using Reconciler.Core.Fleets;
using Reconciler.Core.Reading;
using Reconciler.Core.Rendering;
using Reconciler.Core.Secrets;
using Reconciler.Host.Ami;
using Reconciler.Host.Storage;
using Reconciler.Import;
using Reconciler.Import.Inputs;
using Reconciler.Reconciliation.Status;
using Reconciler.Scheduling;
using Reconciler.Specs.AgentFile;
using Reconciler.Specs.Loading;
using Reconciler.Testing;

namespace Reconciler.Fuzzing.Tests;

/// <summary>Something that reads what others wrote. Whatever the bytes are, it ends with a result, a finding or its own kind of refusal.</summary>
/// <param name="Seeds">Well-formed inputs; the first byte, where several kinds of file are read, chooses one.</param>
/// <param name="Run">Returns for every input; what it throws is a fault.</param>
internal sealed record FuzzTarget(Func<IEnumerable<byte[]>> Seeds, Action<byte[]> Run)
{
    private const string AgentFile = "repository: { url: /srv/phones.git, branch: main, poll: { every: 60s, jitter: 10% } }\nserved: { directory: srv }\nasterisk: { directory: asterisk }\nsecrets: { masterKeyFile: master.key }\npolicy: { contexts: { include: [outbound] } }\nstate: { directory: state }\nhttp: { listen: \"127.0.0.1:8066\" }\n";

    private static readonly string[] SpecPaths = ["site.yaml", "phones/a.yaml", "extensions/a.yaml", "profiles/a.yaml", "groups/a.yaml", "routes/a.yaml"];
    private static readonly string[] ImportNames = ["spa002584061156.xml", "pjsip.conf", "sip.conf", "extensions.conf", "voicemail.conf", "phones.csv"];

    public static ImmutableSortedDictionary<string, FuzzTarget> All { get; } = new Dictionary<string, FuzzTarget>
    {
        ["specs"] = new(() => Chosen(SpecPaths, path => Directory.GetFiles(Checkout.PathOf("example-repo"), "*.yaml", SearchOption.AllDirectories).Where(file => IsOf(file, path))), ReadSpecs),
        ["agent-file"] = new(() => [Encoding.UTF8.GetBytes(AgentFile)], ReadAgentFile),
        ["ami"] = new(() => ["Response: Success\r\nActionID: 1\r\nMessage: ok\r\n\r\nEvent: ContactStatus\r\nURI: sip:151@192.0.2.1\r\n\r\n"u8.ToArray()], ReadAmi),
        ["import"] = new(() => Imports(), Import),
        ["cron"] = new(() => ["0 0 3 ? * MON-FRI"u8.ToArray(), "0 0/15 8-18 L * ? 2030"u8.ToArray(), "0 0 12 ? * 6#3"u8.ToArray()], ReadCron),
        ["state"] = new(() => ["{\"version\":1}"u8.ToArray(), State()], ReadState),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static FleetReader Reader => new(new SpecLoader(), new QuartzWindowClock());

    private static bool IsOf(string file, string path) => Path.GetDirectoryName(path) is { Length: > 0 } folder ? file.Contains($"/{folder}/", StringComparison.Ordinal) : file.EndsWith("/" + path, StringComparison.Ordinal);

    private static IEnumerable<byte[]> Chosen(string[] names, Func<string, IEnumerable<string>> files) =>
        names.SelectMany((name, i) => files(name).Select(file => (byte[])[(byte)i, .. File.ReadAllBytes(file)]));

    private static IEnumerable<byte[]> Imports() =>
    [
        [0, .. "<flat-profile><Display_Name_1_>Fred</Display_Name_1_><User_ID_1_>151</User_ID_1_><Proxy_1_>192.0.2.5</Proxy_1_><Station_Name>x</Station_Name></flat-profile>"u8],
        [1, .. "[151]\ntype = endpoint\ncontext = fxsgroup\nauth = 151\naors = 151\n[151]\ntype = auth\nusername = 151\npassword = x\n"u8],
        [2, .. "[151]\ntype=friend\nsecret=x\nhost=dynamic\ncontext=fxsgroup\nmailbox=151@default\n"u8],
        [3, .. "[fxsgroup]\nexten => 151,1,Dial(SIP/151,20,rT)\nsame => n,VoiceMail(151@default,u)\n"u8],
        [4, .. "[default]\n151 => 4711,Fred,fred@example.com\n"u8],
        [5, .. "mac,model,extension,name\n002584061156,SPA525G,151,Fred\n"u8],
    ];

    private static byte[] State()
    {
        using var folder = new TemporaryFolder();
        new StateStore(new StateDirectory(folder.FullPath)).Save(ReconcileState.Empty);
        return File.ReadAllBytes(folder.PathOf("state.json"));
    }

    private static void ReadSpecs(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        var reading = Reader.Read(new FuzzedTree(SpecPaths[input[0] % SpecPaths.Length], input[1..]), null);
        if (reading is { IsValid: true, Fleet: { } fleet })
        {
            var rendering = new FleetRenderer(new ComparableSecretSource("fuzzed")).Render(EffectiveFleet.Of(fleet));
            Assert.NotEmpty(rendering.Artifacts);
            Assert.NotNull(rendering.Asterisk.Value);
        }
    }

    private static void ReadAgentFile(byte[] input)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("agent.yaml");
        File.WriteAllBytes(path, input);
        AgentFileReader.Read(path, new Dictionary<string, string>());
    }

    private static void ReadAmi(byte[] input)
    {
        var reader = new AmiReader(new MemoryStream(input), longestMessage: 4_096);
        try
        {
            // A memory stream never makes the reader wait.
            while (reader.ReadMessageAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is not null)
            {
            }
        }
        catch (InvalidDataException)
        {
            // Its own kind of refusal.
        }
    }

    private static void Import(byte[] input)
    {
        if (input.Length > 0)
        {
            FleetImport.Run(new ImportRequest { Files = [new InputFile(ImportNames[input[0] % ImportNames.Length], input[1..])], Reader = Reader });
        }
    }

    private static void ReadCron(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (CronSyntax.Fault(text) is null)
        {
            new Quartz.CronExpression(text).GetNextValidTimeAfter(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }
    }

    private static void ReadState(byte[] input)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.PathOf("state.json"), input);
        try
        {
            new StateStore(new StateDirectory(folder.FullPath)).Load();
        }
        catch (HostConfigurationException)
        {
            // Its own kind of refusal.
        }
    }
}
