using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Rules;

/// <summary>Settings as written in one place, and a model that they are applied to.</summary>
internal sealed record SettingsOnModel(SettingsSpec Settings, PhoneModel Model);
