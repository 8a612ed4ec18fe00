using System.Globalization;
using System.Text.Json;
using Reconciler.Host.Convergence;
using Reconciler.Host.Storage;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;

namespace Reconciler.Benchmarks;

/// <summary>Times one look at many registered phones: a real Asterisk that took their REGISTERs is asked by AMI, and its list is matched with what they should run.</summary>
internal sealed class ContactBenchmark(PublishedProgram program, int phones, TextWriter output)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var registered = new RegisteredPhones(phones);
        await new PhoneBookStore(new StateDirectory(folder.FullPath), TimeProvider.System).UpdateAsync(_ => registered.Book(), cancellationToken);
        await using var asterisk = AsteriskRig.Prepare(new AsteriskRigOptions());
        asterisk.WriteFile("reconciler/current/pjsip.conf", registered.Configuration());
        await asterisk.StartAsync(cancellationToken);
        await registered.RegisterAsync(asterisk.PjsipPort, cancellationToken);

        string[] look = ["phones", "--format", "json", "--config", AgentFile(folder, asterisk)];
        Check(await Processes.RunSuccessfullyAsync(program.Path, look, cancellationToken));
        var figures = await program.MeasureAsync(_ => look, cancellationToken);
        var count = phones.ToString("N0", CultureInfo.InvariantCulture);
        await output.WriteLineAsync(figures.Row($"{count} contacts of Asterisk 22: read and matched (`phones`), process start included"));
    }

    private void Check(string list)
    {
        using var document = JsonDocument.Parse(list);
        var converged = document.RootElement.GetProperty("counts").GetProperty("converged").GetInt32();
        if (converged != phones)
        {
            throw new InvalidOperationException($"Of {phones} phones {converged} were matched.");
        }
    }

    private static string AgentFile(TemporaryFolder folder, AsteriskRig asterisk)
    {
        var secret = folder.Write("ami.secret", AsteriskRig.AmiSecret + "\n");
        var key = folder.Write("master.key", new string('k', 48));
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return folder.Write("agent.yaml", string.Create(CultureInfo.InvariantCulture, $$"""
            repository: { url: {{folder.FullPath}}/phones.git, branch: main }
            served: { directory: {{folder.FullPath}}/srv }
            asterisk:
              directory: {{asterisk.ReconcilerDirectory}}
              ami: { host: {{asterisk.Address}}, port: {{asterisk.AmiPort}}, username: {{AsteriskRig.AmiUsername}}, secretFile: {{secret}} }
            secrets: { masterKeyFile: {{key}} }
            state: { directory: {{folder.FullPath}} }

            """));
    }
}
