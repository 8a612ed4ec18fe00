using Reconciler.Core.Asterisk;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Ami;

/// <summary>Has Asterisk reload a module. Only a refusal means something: Success is said whatever happened.</summary>
internal sealed class AmiReload(AmiSession session, AmiEndpoint settings, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Reloads; waits while another reload is in progress.</summary>
    /// <param name="module">The module to reload.</param>
    /// <param name="mayBeMissing">Our file holds nothing for the module, so that an Asterisk without it has all that it should.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<PbxProblem?> RunAsync(AsteriskModule module, bool mayBeMissing, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            var answer = await session.AskAsync(new AmiRequest("Reload").With("Module", module.Name), cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccess || (mayBeMissing && IsMissing(answer.Text)))
            {
                return null;
            }

            if (!Says(answer.Text, "in progress"))
            {
                return Refusal(module, answer.Text);
            }

            if (time.GetElapsedTime(started) > Patience)
            {
                throw new PbxUnavailableException(
                    PbxUnavailableReason.Starting,
                    $"Another reload of Asterisk at {settings.Address} has been in progress for more than {Patience.TotalSeconds} s; see its log for what keeps it.");
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private PbxProblem Refusal(AsteriskModule module, string text)
    {
        if (IsMissing(text))
        {
            throw new PbxUnavailableException(
                PbxUnavailableReason.Missing,
                $"Asterisk at {settings.Address} has no module {module.Name} to read {module.File}; load it in modules.conf, or change asterisk.channel in site.yaml.");
        }

        if (Says(text, "not initialized"))
        {
            throw new PbxUnavailableException(
                PbxUnavailableReason.Starting,
                $"Asterisk's module {module.Name} is not initialized: it is still starting, or refused to start with the administrator's own {module.File} (see Asterisk's log).");
        }

        return new PbxProblem(module.File, $"Asterisk refused to reload {module.Name} and kept what it had ({text}).", "Asterisk's log names the line.");
    }

    private static bool IsMissing(string text) => Says(text, "No such module") || Says(text, "does not support reload");

    private static bool Says(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
