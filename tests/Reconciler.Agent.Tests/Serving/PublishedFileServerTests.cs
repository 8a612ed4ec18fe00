using System.Net;
using System.Net.Sockets;
using System.Text;
using Reconciler.Agent.Serving;
using Reconciler.Core.Fleets;
using Reconciler.Host.PhoneLogs;
using Reconciler.Testing;
using Reconciler.Testing.Sites;

namespace Reconciler.Agent.Tests.Serving;

public sealed class PublishedFileServerTests : IAsyncLifetime
{
    private const string Anna = "/xml/spa002584000001.xml";
    private const string Ben = "/xml/spa002584000002.xml";

    private readonly Site _site = new();
    private readonly CollectingLogger<PublishedFileServer> _log = new();
    private readonly HttpClient _http = new();
    private readonly PhoneLogStore _seen;
    private readonly PhoneWitness _witness;
    private PublishedFileServer? _server;

    public PublishedFileServerTests()
    {
        _seen = new PhoneLogStore(_site.State, new PhoneLogLimits());
        _witness = new PhoneWitness(_seen, new PhoneAddresses(Path.Combine(_site.State, "no-arp"), () => [], _site.Time), _site.Time);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _site.RunAsync();
        _server = new PublishedFileServer(new ListenAddress(new IPEndPoint(IPAddress.Loopback, 0), "served.http"), _site.Setup().Roots.Served, ServerLimits.Of(10_000), _witness, _log);
        await _server.StartAsync(Token);
        _http.BaseAddress = _server.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server!.DisposeAsync();
        _site.Dispose();
    }

    [Fact]
    public async Task Get_PublishedName_IsTheFileOfTheLiveGeneration()
    {
        Assert.Equal(_site.Profile("002584000001"), await _http.GetStringAsync(Anna, Token));

        _site.Repository.Commit("Relabel", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")));
        await _site.RunAsync();

        Assert.Contains(">Anna B.<", await _http.GetStringAsync(Anna, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NameOfAPhoneThatWasRemoved_IsNotFound()
    {
        _site.Repository.Remove("Ben left", "phones/ben.yaml");
        await _site.RunAsync();

        Assert.Equal(404, await StatusOfAsync("GET", Ben));
        Assert.Equal(200, await StatusOfAsync("GET", Anna));
    }

    [Fact]
    public async Task Fetches_AreWrittenDownWithThePhone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/spa504G.cfg");
        request.Headers.TryAddWithoutValidation("User-Agent", "Cisco/SPA504G-7.4.9c (CCQ00000000)");
        using var bootstrap = await _http.SendAsync(request, Token);
        await _http.GetStringAsync(Anna, Token);

        // What a phone does once it has its file comes after that in its log.
        var log = _seen.Read(new MacAddress(0x002584000001), "", 10);
        Assert.Equal(["spa504G.cfg", "spa002584000001.xml"], log.Select(l => l.File));
        Assert.Equal("SPA504G", log[0].Model);
        Assert.Equal($"spa504G.cfg by http: {(int)bootstrap.StatusCode} (Cisco/SPA504G-7.4.9c (CCQ00000000))", log[0].Text);
    }

    [Fact]
    public async Task Head_PublishedName_IsItsLengthAlone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Anna);
        using var response = await _http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Encoding.UTF8.GetByteCount(_site.Profile("002584000001")!), response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Token));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("PATCH")]
    [InlineData("TRACE")]
    public async Task OtherMethod_IsRefusedWithThoseThatAreAllowed(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Anna);
        using var response = await _http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/xml")]
    [InlineData("/xml/")]
    [InlineData("/.reconciler/current/spa504G.cfg")]
    [InlineData("/.reconciler/lock")]
    [InlineData("/foreign.txt")]
    [InlineData("/xml/foreign.xml")]
    [InlineData("/xml/link.xml")]
    [InlineData("/sw/image.bin")]
    [InlineData("/../outside.txt")]
    [InlineData("/xml/../../outside.txt")]
    [InlineData("/%2e%2e/outside.txt")]
    [InlineData("/..%2foutside.txt")]
    [InlineData("/xml/..%2f..%2foutside.txt")]
    [InlineData("/xml%2fspa002584000001.xml")]
    [InlineData("/xml/%2e%2e%2f%2e%2e%2foutside.txt")]
    [InlineData("/..\\outside.txt")]
    [InlineData("/xml/spa002584000001.xml/")]
    [InlineData("/xml/spa002584000009.xml")]
    public async Task Get_AnyOtherName_IsNotFound(string path)
    {
        await PlantAsync();

        Assert.Equal(404, await StatusOfAsync("GET", path));
        Assert.Equal(404, await StatusOfAsync("HEAD", path));
    }

    [Theory]
    [InlineData("/%00")]
    [InlineData("/spa504G.cfg%00.xml")]
    public async Task Get_NameWithANullCharacter_IsABadRequest(string path) => Assert.Equal(400, await StatusOfAsync("GET", path));

    [Fact]
    public async Task Fetch_IsLoggedWithAddressNameAndUserAgent()
    {
        await StatusOfAsync("GET", Anna, "Cisco/SPA504G-7.6.2 (Rev=1a2b3c4d)");

        Assert.Equal($"127.0.0.1 GET {Anna} 200 \"Cisco/SPA504G-7.6.2 (Rev=1a2b3c4d)\"", await LastLoggedAsync());
    }

    [Theory]
    [InlineData("/%0a127.0.0.1%20GET%20/fake%1b%5b31m", "x")]
    [InlineData("/x", "a\" 200 \"b")]
    [InlineData("/x", "tab\there \u009b31m \u2028 next \u202e")]
    public async Task Log_OfWhatAStrangerSent_IsOneLineOfPlainCharacters(string path, string userAgent)
    {
        await StatusOfAsync("GET", path, userAgent);

        var line = await LastLoggedAsync();
        Assert.All(line, c => Assert.InRange(c, ' ', '~'));
        Assert.Equal(2, line.Count(c => c == '"'));
        Assert.Equal(5, line[..line.IndexOf('"', StringComparison.Ordinal)].Split(' ').Length);
    }

    [Fact]
    public async Task Log_OfALongUserAgent_IsCut()
    {
        await StatusOfAsync("GET", "/x", new string('a', 5_000));

        Assert.True((await LastLoggedAsync()).Length < 300);
    }

    /// <summary>What lies about in a served root, and beside it.</summary>
    private async Task PlantAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_site.Served, "foreign.txt"), "somebody else's", Token);
        await File.WriteAllTextAsync(Path.Combine(_site.Served, "xml", "foreign.xml"), "somebody else's", Token);
        await File.WriteAllTextAsync(Path.Combine(_site.Served, "..", "outside.txt"), "not served", Token);
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(_site.Served, "sw")).FullName, "image.bin"), "firmware", Token);
        File.CreateSymbolicLink(Path.Combine(_site.Served, "xml", "link.xml"), "../../outside.txt");
    }

    // A client of HttpClient's kind would tidy the path up before it sends it.
    private async Task<int> StatusOfAsync(string method, string path, string userAgent = "test")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server!.Address!.Port, Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{method} {path} HTTP/1.1\r\nHost: phones\r\nUser-Agent: {userAgent}\r\nConnection: close\r\n\r\n"), Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(Token);
        return int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
    }

    // The line is written after the answer has gone out; the first one says where the server listens.
    private async Task<string> LastLoggedAsync()
    {
        await Eventually.HoldsAsync("the fetch is logged", TimeSpan.FromSeconds(30), () => Task.FromResult(_log.Messages.Count == 2), Token);
        return _log.Messages.Last();
    }
}
