namespace Reconciler.Testing.SimulatedPhone;

/// <summary>How a phone answers those who tell it to fetch, by NOTIFY and on its web pages.</summary>
public enum PhoneManner
{
    /// <summary>As its settings say.</summary>
    Normal,

    /// <summary>Never.</summary>
    Silent,

    /// <summary>With what is neither SIP nor HTTP.</summary>
    Garbage,

    /// <summary>With 401, whatever password is given.</summary>
    Refusing,
}
