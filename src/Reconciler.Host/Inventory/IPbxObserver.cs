namespace Reconciler.Host.Inventory;

/// <summary>Is told by Asterisk's events, on the reader of the connection: it must not wait or throw.</summary>
public interface IPbxObserver
{
    /// <summary>From now on every event is heard; what happened before was not.</summary>
    void OnListening();

    /// <summary>A registration came, went or changed; which, the list of registrations tells.</summary>
    void OnRegistrationChanged();

    /// <summary>A phone proved who it is, or could not.</summary>
    void OnLogin(PbxLogin login);

    /// <summary>Whether logins are heard of: the AMI user may lack the right.</summary>
    void OnLoginsHeard(bool areHeard);

    /// <summary>Asterisk has started fully.</summary>
    void OnBooted();
}
