using Reconciler.Core.Asterisk;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Ami;

/// <summary>The differences that one comparison found.</summary>
internal sealed class ReadBackFindings
{
    private readonly List<PbxProblem> _problems = [];
    private int _missing;
    private int _present;

    public bool IsClean => _problems.Count == 0;

    /// <summary>The object is there, as far as its name goes.</summary>
    public void AddPresent() => _present++;

    public void AddMissing(string subject, string? hint = null)
    {
        _missing++;
        _problems.Add(new PbxProblem(subject, "Asterisk does not have it.", hint));
    }

    public void AddDifference(string subject, string message, string? hint = null) => _problems.Add(new PbxProblem(subject, message, hint));

    public void AddStale(string subject) =>
        _problems.Add(new PbxProblem(
            subject,
            "It was removed, but Asterisk still has it.",
            "Another file defines it too, or Asterisk refused the new file and kept the old objects: see its log."));

    /// <summary>The problems; where none of several objects is there, the one that explains them all.</summary>
    public IReadOnlyList<PbxProblem> Conclude(AsteriskModule module) =>
        _present > 0 || _missing < 2 ? _problems :
        [
            new PbxProblem(
                module.File,
                $"Asterisk has none of the {_missing} objects of this file.",
                $"Check that the administrator's {module.File} has the line \"#tryinclude reconciler/current/{module.File}\" (with the folder of asterisk.directory), that Asterisk may read the file, and its log."),
        ];
}
