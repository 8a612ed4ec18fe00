using System.Collections.Concurrent;
using System.Net;
using Reconciler.Host.Ami;
using Reconciler.Host.Inventory;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Networking;
using Reconciler.Testing.SimulatedPhone.Sip;

namespace Reconciler.Acceptance.Asterisk;

/// <summary>What a real Asterisk tells of phones that it does not let in, with and without the right to hear of it.</summary>
public sealed class PhoneEventsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(22, "pjsip.conf", "[151]\ntype = endpoint\nauth = 151\naors = 151\n[151]\ntype = auth\nusername = 151\npassword = right\n[151]\ntype = aor\nmax_contacts = 1\n")]
    [InlineData(16, "sip.conf", "[151]\ntype = friend\nhost = dynamic\nsecret = right\n")]
    public async Task Register_WithAWrongPassword_IsHeardWithTheRight_AndAcceptedOnceItIsRight(int version, string file, string peer)
    {
        await using var rig = AsteriskRig.Prepare(new AsteriskRigOptions { Version = version, AmiRead = "system,security" });
        rig.WriteFile(file, rig.ReadFile(file) + peer);
        rig.WriteFile("manager.conf", rig.ReadFile("manager.conf") + $"[deaf]\nsecret = {AsteriskRig.AmiSecret}\nread = system\nwrite = system,config,reporting\n");
        await rig.StartAsync(Cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var (heard, deaf) = (new Heard(), new Heard());
        Task[] listening =
        [
            AmiPhoneEvents.ListenAsync(rig.Ami, TimeProvider.System, heard, stop.Token),
            AmiPhoneEvents.ListenAsync(rig.Ami with { Username = "deaf" }, TimeProvider.System, deaf, stop.Token),
        ];
        await Eventually.HoldsAsync("both know what they hear", Patience, () => Task.FromResult(heard.HearsLogins is not null && deaf.HearsLogins is not null), Cancellation);

        await RegisterAsync(version == 22 ? rig.PjsipPort : rig.ChanSipPort, "wrong");
        await RegisterAsync(version == 22 ? rig.PjsipPort : rig.ChanSipPort, "right");
        await Eventually.HoldsAsync("the registration is heard", Patience, () => Task.FromResult(heard.Registrations > 0 && deaf.Registrations > 0), Cancellation);

        Assert.Equal((true, false), (heard.HearsLogins, deaf.HearsLogins));
        Assert.Contains(new PbxLogin("151", "127.0.0.1", LoginVerdict.PasswordRejected), heard.Logins);
        await Eventually.HoldsAsync("the login is heard", Patience, () => Task.FromResult(heard.Logins.Contains(new PbxLogin("151", "127.0.0.1", LoginVerdict.Accepted))), Cancellation);
        Assert.Empty(deaf.Logins);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(listening));
    }

    private static async Task RegisterAsync(int port, string password)
    {
        var account = new SipAccount
        {
            Line = 1,
            User = "151",
            Password = password,
            AuthenticationUser = "151",
            ProxyHost = "127.0.0.1",
            ProxyPort = port,
            LocalPort = 0,
            DisplayName = "Fred",
            UserAgent = "Test",
            RegistrationUserAgent = "Test",
            Expires = TimeSpan.FromMinutes(5),
            ChallengesNotify = false,
            DialPlan = "",
        };
        await using var line = await SipLine.OpenAsync(account, SocketSources.Host, IPAddress.Loopback, Cancellation);
        await line.RegisterAsync(Cancellation);
    }

    private sealed class Heard : IPbxObserver
    {
        private int _registrations;

        public ConcurrentQueue<PbxLogin> Logins { get; } = new();

        public bool? HearsLogins { get; private set; }

        public int Registrations => Volatile.Read(ref _registrations);

        public void OnListening()
        {
        }

        public void OnRegistrationChanged() => Interlocked.Increment(ref _registrations);

        public void OnLogin(PbxLogin login) => Logins.Enqueue(login);

        public void OnLoginsHeard(bool areHeard) => HearsLogins = areHeard;

        public void OnBooted()
        {
        }
    }
}
