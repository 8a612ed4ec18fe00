namespace Reconciler.Agent.Doctor;

/// <summary>One thing that a host needs, tried as the agent would use it.</summary>
internal interface IHostCheck
{
    /// <summary>The thing that is looked at, in a word or two.</summary>
    string Name { get; }

    Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken);
}
