namespace Reconciler.Import.Asterisk;

/// <summary>One number of a context with its steps, in the order of their priorities.</summary>
internal sealed record DialplanNumber(string Context, string Number, string File, int Line)
{
    public string? Hint { get; set; }

    public List<DialplanStep> Steps { get; } = [];
}

/// <summary>An application with its data.</summary>
internal sealed record DialplanStep(string Application, string Data, string File, int Line);
