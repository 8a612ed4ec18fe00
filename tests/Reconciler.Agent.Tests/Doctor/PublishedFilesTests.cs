using Reconciler.Agent.Doctor;
using Reconciler.Testing;

namespace Reconciler.Agent.Tests.Doctor;

/// <summary>Doctor finds what is published whichever family of devices it is for.</summary>
public sealed class PublishedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("8841-3PCC.xml", "<flat-profile><Profile_Rule>http://192.0.2.1/xml/cp$MA.xml</Profile_Rule></flat-profile>", "http://192.0.2.1/xml/cp$MA.xml")]
    [InlineData("init.cfg", "<flat-profile><Profile_Rule>http://192.0.2.1/xml/spa$MA.xml</Profile_Rule></flat-profile>", "http://192.0.2.1/xml/spa$MA.xml")]
    [InlineData("y000000000066.cfg", "#!version:1.0.0.1\nstatic.auto_provision.server.url = http://192.0.2.1/xml\n", "http://192.0.2.1/xml")]
    public void FirstFile_OfAnyFamily_IsFound_WithItsAddressAndWhereItSends(string name, string text, string rule)
    {
        _folder.MakeFolder("xml");
        _folder.Write(name, text);

        var found = BootstrapFile.TryFind(_folder.FullPath);

        Assert.Equal((new Uri($"http://192.0.2.1/{name}"), new Uri(rule)), (found!.Address, found.Rule));
    }

    [Theory]
    [InlineData("cp000e08000002.xml", "<flat-profile><Profile_Rule>http://192.0.2.1/xml/cp$MA.xml</Profile_Rule><Password_1_>secret</Password_1_></flat-profile>", true)]
    [InlineData("spa000e08000003.xml", "<flat-profile><Profile_Rule>http://192.0.2.1/xml/spa$MA.xml</Profile_Rule><Password_1_></Password_1_></flat-profile>", false)]
    [InlineData("001565000005.cfg", "#!version:1.0.0.1\nstatic.auto_provision.server.url = http://192.0.2.1/xml\naccount.1.password = secret\naccount.2.password = %NULL%\n", true)]
    [InlineData("001565000005.cfg", "#!version:1.0.0.1\nstatic.auto_provision.server.url = http://192.0.2.1/xml\naccount.1.password = %NULL%\n", false)]
    public void Profile_OfAnyFamily_IsFound_WithItsPasswordsAndAddresses(string name, string text, bool hasPasswords)
    {
        File.CreateSymbolicLink(Path.Combine(_folder.MakeFolder("xml"), name), _folder.Write("profile", text));

        var found = PublishedProfile.TryFind(_folder.FullPath);

        Assert.Equal((false, hasPasswords, "192.0.2.1"), (found!.IsEncrypted, found.HasPasswords, Assert.Single(found.Addresses).Host));
    }
}
