using Reconciler.Core.Asterisk;

namespace Reconciler.Host.Ami;

/// <summary>Compares the objects of one of our files with what Asterisk has now.</summary>
internal interface IReadBack
{
    /// <summary>The module whose objects they are.</summary>
    AsteriskModule Module { get; }

    /// <summary>How many objects there should be.</summary>
    int Intended { get; }

    /// <summary>How many objects are compared, those that should be gone among them.</summary>
    int Objects { get; }

    /// <summary>The differences at this moment.</summary>
    Task<ReadBackFindings> CompareAsync(AmiSession session, CancellationToken cancellationToken);
}
