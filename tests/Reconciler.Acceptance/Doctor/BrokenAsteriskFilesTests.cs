using Reconciler.Testing;

namespace Reconciler.Acceptance.Doctor;

/// <summary>Hosts on which the administrator's own files of Asterisk do not bring in what is published.</summary>
public sealed class BrokenAsteriskFilesTests : IDisposable
{
    private readonly DoctorBench _host = new();

    public BrokenAsteriskFilesTests() => Requires.Root();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("pjsip.conf")]
    [InlineData("extensions.conf")]
    public async Task IncludeLine_Missing_IsAddedAndTheOriginalKept(string name)
    {
        var line = $"#tryinclude reconciler/current/{name}";
        _host.Replace(name, line, ";" + line);
        var before = await File.ReadAllTextAsync(_host.AsteriskFile(name), TestContext.Current.CancellationToken);

        await _host.AssertFindsAsync($"{name} does not include what Reconciler publishes", $"echo '{line}' >> {_host.AsteriskFile(name)}");
        await _host.AssertMendsAsync();
        Assert.Equal(before, await File.ReadAllTextAsync(_host.AsteriskFile(name) + ".before-reconciler", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task IncludeLine_BeforeLinesOfItsSection()
    {
        _host.Replace("extensions.conf", "[outbound]\n", "");
        await _host.AssertFindsAsync("extensions.conf:4 comes after the include line and belongs to no section of its own", $"sed -i 3d {_host.AsteriskFile("extensions.conf")} && echo");
    }

    [Fact]
    public async Task IncludeLine_Twice()
    {
        await File.AppendAllTextAsync(_host.AsteriskFile("voicemail.conf"), "#include reconciler/current/voicemail.conf\n", TestContext.Current.CancellationToken);
        await _host.AssertFindsAsync("includes what Reconciler publishes twice", "sed -i 7d");
    }

    [Fact]
    public async Task IncludeLine_OfAFileThatIsNotThereYet()
    {
        _host.Replace("voicemail.conf", "#tryinclude", "#include");
        await _host.AssertFindsAsync("without which Asterisk refuses the whole of voicemail.conf", "s/#include/#tryinclude/");
    }

    [Fact]
    public async Task IncludeLine_InAFileThatIsIncluded_IsFound()
    {
        var line = "#tryinclude reconciler/current/pjsip.conf";
        _host.Replace("pjsip.conf", line, "#include pjsip.d/*.conf");
        _host.Write("etc/asterisk/pjsip.d/10-phones.conf", line + "\n");
        Assert.Empty(await _host.FindAsync());
    }

    [Fact]
    public async Task Transport_Missing()
    {
        _host.Replace("pjsip.conf", "type = transport", "type = endpoint");
        await _host.AssertFindsAsync("has no transport, so that no phone can register", "type = transport");
    }
}
