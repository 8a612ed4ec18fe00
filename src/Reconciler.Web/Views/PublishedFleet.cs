using Reconciler.Core.Explaining;
using Reconciler.Core.Fleets;

namespace Reconciler.Web.Views;

/// <summary>The served specs and what explains them.</summary>
internal sealed record PublishedFleet(FleetReading Reading, Fleet Fleet, Explainer Explainer)
{
    public Phone? Find(MacAddress mac) => Fleet.Phones.FirstOrDefault(phone => phone.Mac == mac);
}
