using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Rules;

/// <summary>Settings as written in one place, and a model that they are applied to.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Model">The model.</param>
/// <param name="IsOfPhone">A phone's own file says them, and no profile that others may share.</param>
internal sealed record SettingsOnModel(SettingsSpec Settings, PhoneModel Model, bool IsOfPhone);
