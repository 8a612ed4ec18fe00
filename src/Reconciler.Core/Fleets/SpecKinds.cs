namespace Reconciler.Core.Fleets;

/// <summary>Kinds of spec, as a set.</summary>
[Flags]
public enum SpecKinds
{
    None = 0,
    Site = 1,
    Extensions = 2,
    Phones = 4,
    Profiles = 8,
    Groups = 16,
    Routes = 32,
    All = Site | Extensions | Phones | Profiles | Groups | Routes,
}
