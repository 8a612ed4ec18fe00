using Reconciler.Core.Planning;

namespace Reconciler.Cli.Output;

/// <summary>For programs; its schema is schema/plan.schema.json.</summary>
internal sealed class PlanJsonWriter : IPlanWriter
{
    public string Format => "json";

    public void Write(PlanDocument document, PlanOutput output) => output.Terminal.Out.Write(PlanJson.ToText(document));
}
