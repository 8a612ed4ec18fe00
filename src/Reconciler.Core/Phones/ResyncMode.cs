namespace Reconciler.Core.Phones;

/// <summary>How phones are told to fetch again.</summary>
public enum ResyncMode
{
    /// <summary>Asterisk sends them a NOTIFY.</summary>
    Notify,

    /// <summary>Their own web server is asked.</summary>
    Http,

    /// <summary>Not at all: each looks for its profile at its own period.</summary>
    None,
}
