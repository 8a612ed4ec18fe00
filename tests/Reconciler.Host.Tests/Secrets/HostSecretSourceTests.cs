using CsCheck;
using Reconciler.Core.Secrets;
using Reconciler.Host.Secrets;
using Reconciler.Testing.Fleets;

namespace Reconciler.Host.Tests.Secrets;

public sealed class HostSecretSourceTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("reconciler-secrets-");

    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public void Dispose() => _directory.Delete(recursive: true);

    // Computed by another program than this one; were one to change, every phone of every site would lose its password.
    [Theory]
    [InlineData(SecretKind.Secret, "extension/151", 1, "7tfzlmNfqZBSzZ2PloYVjpnn")]
    [InlineData(SecretKind.Secret, "extension/151", 2, "0XjRFmAklsaOXEI1wKRkFaSK")]
    [InlineData(SecretKind.Secret, "extension/152", 1, "q99c49mtDMDDryNktT7v8a8O")]
    [InlineData(SecretKind.Pin, "extension/151", 1, "519751")]
    [InlineData(SecretKind.Admin, "profile/base", 1, "2b7v5t5YhTelpySRQti4riH4")]
    [InlineData(SecretKind.Parameter, "phone/002584061156/GPP_SA", 1, "4CzT8DjlnQRZ7lDIAaLj7Rsu")]
    public void Derive_GivesTheKnownAnswer(SecretKind kind, string subject, int rotation, string expected) =>
        Assert.Equal(expected, CreateSut().Resolve(Derived(kind, subject, rotation)).Open());

    [Fact]
    public void DerivedKeys_AreTheKnownOnes()
    {
        var key = new MasterKey(Key);

        Assert.Equal("8a2c85c0b359478d6b75a4646bae0d3660524d82319aba2b8874b494fc7c8ef7", Convert.ToHexStringLower(key.RevisionTagKey.Span));
        Assert.Equal("45b5d36eee6fba398689fabac3c26a0cd27df01b24c6739305c44af3eb3e43cc", Convert.ToHexStringLower(key.DirectoryNameKey.Span));
        Assert.Equal("63c9f9c13ec5bc0e5fd30334c7f497c2bf5a6d93f9866c82198cf9f55a8d9725", Convert.ToHexStringLower(key.FingerprintKey.Span));
    }

    [Fact]
    public void Derive_DependsOnKeyAndSite()
    {
        var reference = Derived(SecretKind.Secret, "extension/151");
        var otherKey = new HostSecretSource(new MasterKey([.. Key, 0]), "hq", _ => null, null);

        Assert.NotEqual(CreateSut().Resolve(reference).Open(), CreateSut("branch").Resolve(reference).Open());
        Assert.NotEqual(CreateSut().Resolve(reference).Open(), otherKey.Resolve(reference).Open());
    }

    [Fact]
    public void Derive_HasTheFormOfItsKind() => Gen.Int[1, 1_000_000].Sample(
        rotation =>
        {
            var sut = CreateSut();
            Assert.Matches("^[A-Za-z0-9]{24}$", sut.Resolve(Derived(SecretKind.Secret, "extension/151", rotation)).Open());
            var pin = sut.Resolve(Derived(SecretKind.Pin, "extension/151", rotation)).Open();
            Assert.Matches("^[0-9]{6}$", pin);
            Assert.False(SecretDerivation.IsTrivial(pin));
        },
        iter: 200);

    [Fact]
    public void Derive_FavoursNoLetter()
    {
        var sut = CreateSut();
        var counts = new int[128];
        for (var rotation = 1; rotation <= 2000; rotation++)
        {
            foreach (var letter in sut.Resolve(Derived(SecretKind.Secret, "extension/151", rotation)).Open())
            {
                counts[letter]++;
            }
        }

        // 48,000 draws of 62 letters: 774 each, sigma 28; modulo without rejection would give the first eight letters 937.
        Assert.All(counts.Where(c => c > 0), c => Assert.InRange(c, 640, 900));
        Assert.Equal(62, counts.Count(c => c > 0));
    }

    [Theory]
    [InlineData("000000", true)]
    [InlineData("123456", true)]
    [InlineData("654321", true)]
    [InlineData("789012", true)]
    [InlineData("135791", true)]
    [InlineData("121212", true)]
    [InlineData("407407", true)]
    [InlineData("123457", false)]
    [InlineData("482913", false)]
    public void IsTrivial_KnowsTheFirstGuesses(string pin, bool trivial) => Assert.Equal(trivial, SecretDerivation.IsTrivial(pin));

    [Fact]
    public void Env_ReadsThePrefixedVariableAndNothingElse()
    {
        _environment["RECONCILER_SECRET_TRUNK"] = "from the environment";
        _environment["PATH"] = "/bin";
        var sut = CreateSut();

        Assert.Equal("from the environment", sut.Resolve(Named(SecretOrigin.Env, "TRUNK")).Open());
        Assert.False(sut.Resolve(Named(SecretOrigin.Env, "PATH")).IsKnown);
    }

    [Theory]
    [InlineData("secret", "secret")]
    [InlineData("secret\n", "secret")]
    [InlineData("secret\r\n", "secret")]
    [InlineData("sé cret", "sé cret")]
    public void File_IsTakenWithoutItsLineEnd(string content, string expected)
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "trunk.txt"), content);

        Assert.Equal(expected, CreateSut().Resolve(Named(SecretOrigin.File, "trunk.txt")).Open());
    }

    [Theory]
    [InlineData("secret\n\n", "control character")]
    [InlineData("two\nlines", "control character")]
    [InlineData("nul\0", "control character")]
    [InlineData("\n", "empty")]
    [InlineData("", "empty")]
    public void Rejects_UnfitFile(string content, string part)
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "trunk"), content);

        Misses(Named(SecretOrigin.File, "trunk"), part);
    }

    [Theory]
    [InlineData(SecretKind.Pin, "12,34", "no PIN of 4 to 16 digits")]
    [InlineData(SecretKind.Pin, "-1234", "no PIN of 4 to 16 digits")]
    [InlineData(SecretKind.Pin, "123", "no PIN of 4 to 16 digits")]
    [InlineData(SecretKind.Secret, " spaced", "begins or ends with a blank")]
    [InlineData(SecretKind.Secret, "spaced ", "begins or ends with a blank")]
    [InlineData(SecretKind.Secret, "broken \ufffd", "not valid Unicode")]
    [InlineData(SecretKind.Parameter, "broken \ufffd", "not valid Unicode")]
    [InlineData(SecretKind.Admin, "\uffff", "XML cannot write")]
    [InlineData(SecretKind.Parameter, "a\u0085b", "control character")]
    public void Rejects_ValueThatItsKindCannotHold(SecretKind kind, string value, string part)
    {
        _environment["RECONCILER_SECRET_X"] = value;

        Misses(new SecretReference(kind, "extension/151", SecretOrigin.Env, Name: "X"), part);
    }

    [Fact]
    public void Rejects_FileThatIsNotText()
    {
        File.WriteAllBytes(Path.Combine(_directory.FullName, "trunk"), [0xff, 0xfe, 0x41]);

        Misses(Named(SecretOrigin.File, "trunk"), "not UTF-8");
    }

    [Fact]
    public void Rejects_HugeFile()
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "trunk"), new string('x', 17 << 10));

        Misses(Named(SecretOrigin.File, "trunk"), "more than");
    }

    [Fact]
    public void Rejects_Link()
    {
        var outside = Path.Combine(_directory.FullName, "outside");
        File.WriteAllText(outside, "secret");
        File.CreateSymbolicLink(Path.Combine(_directory.FullName, "link"), outside);

        Misses(Named(SecretOrigin.File, "link"), "is a link");
    }

    [Theory]
    [InlineData("../passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("-n")]
    [InlineData("name\n")]
    [InlineData("")]
    public void Rejects_FileNamesThatAreNotPlain(string name) => Misses(Named(SecretOrigin.File, name), "name is not of letters");

    [Fact]
    public void Rejects_MissingFile_Variable_AndDirectory()
    {
        Misses(Named(SecretOrigin.File, "none"), "not in the secrets directory");
        Misses(Named(SecretOrigin.Env, "NONE"), "RECONCILER_SECRET_NONE is not set");
        Misses(Named(SecretOrigin.Env, "A=B"), "environment variable is not of letters");
        var sut = new HostSecretSource(new MasterKey(Key), "hq", _ => null, null);
        sut.Resolve(Named(SecretOrigin.File, "trunk"));
        Assert.Contains("names no secrets directory", Assert.Single(sut.Missing).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_ListsEachOnce_InTheOrderAskedFor()
    {
        var sut = CreateSut();
        foreach (var name in new[] { "B", "A", "B" })
        {
            sut.Resolve(Named(SecretOrigin.Env, name));
            sut.Fingerprint(Named(SecretOrigin.Env, name));
        }

        Assert.Equal(["B", "A"], sut.Missing.Select(m => m.Reference.Name));
    }

    [Fact]
    public void Value_OpensToTheSpecsText() => Assert.Equal("plain", CreateSut().Resolve(Given.PlainSecret("extension/151", "plain")).Open());

    [Fact]
    public void Fingerprint_FollowsTheValue_AndIsKeyed()
    {
        var reference = Named(SecretOrigin.Env, "X");
        Core.Digests.Digest Of(string? value, byte[] key) =>
            new HostSecretSource(new MasterKey(key), "hq", _ => value, null).Fingerprint(reference);

        Assert.Equal(Of("a", Key), Of("a", Key));
        Assert.NotEqual(Of("a", Key), Of("b", Key));
        Assert.NotEqual(Of("a", Key), Of(null, Key));
        Assert.NotEqual(Of("a", Key), Of("a", [.. Key, 0]));
    }

    private void Misses(SecretReference reference, string part)
    {
        var sut = CreateSut();

        var value = sut.Resolve(reference);

        Assert.False(value.IsKnown);
        Assert.Equal(reference.ToString(), value.Open());
        var missing = Assert.Single(sut.Missing);
        Assert.Contains(part, missing.Message, StringComparison.Ordinal);
        Assert.NotEmpty(missing.Hint);
    }

    private static SecretReference Derived(SecretKind kind, string subject, int rotation = 1) => new(kind, subject, SecretOrigin.Derive, rotation);

    private static SecretReference Named(SecretOrigin origin, string name) => new(SecretKind.Secret, "extension/151", origin, Name: name);

    private HostSecretSource CreateSut(string site = "hq") =>
        new(new MasterKey(Key), site, name => _environment.GetValueOrDefault(name), _directory.FullName);
}
