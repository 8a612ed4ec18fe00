namespace Reconciler.Import.Tests;

/// <summary>With <c>--rotate</c> phones get new passwords, and register with their old ones until they have them.</summary>
public sealed class RotateTests
{
    [Fact]
    public void OldPassword_StaysValidBesideTheDerivedOne()
    {
        const string Pjsip = "[151]\ntype=endpoint\ncontext=office\nauth=151\naors=151\n[151]\ntype=auth\nusername=151\npassword=hand-made\n[151]\ntype=aor\nmax_contacts=1\n";

        var result = FleetImport.Run(new ImportRequest { Files = [ImportedSite.File("pjsip.conf", Pjsip)], Reader = ImportedSite.Reader, Rotate = true });

        var rendered = ImportedSite.Render(ImportedSite.Fleet(result.Specs), result.Secrets)["pjsip.conf"];
        Assert.Contains("auth = 151,151-prev\n", rendered, StringComparison.Ordinal);
        Assert.Contains("password = hand-made\n", rendered, StringComparison.Ordinal);
    }
}
