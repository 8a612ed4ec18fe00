using System.Text;
using CsCheck;
using Reconciler.Host.Ami;

namespace Reconciler.Host.Tests.Ami;

public sealed class AmiReaderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_WithRepeatedKeysAndColonsInValues_KeepsThemInOrder()
    {
        var reader = Read("Response: Success\r\nVariable: a=b\r\nVariable: c: d\r\nEmpty: \r\nTight:x\r\n\r\nEvent: Next\r\n\r\n");

        var message = await reader.ReadMessageAsync(Cancellation);
        var next = await reader.ReadMessageAsync(Cancellation);

        Assert.NotNull(message);
        Assert.Equal(["a=b", "c: d"], message.Headers.Where(h => h.Key == "Variable").Select(h => h.Value));
        Assert.Equal("", message.Find("empty"));
        Assert.Equal("x", message["Tight"]);
        Assert.Null(message.Find("Absent"));
        Assert.Equal("Next", next?.Event);
    }

    [Fact]
    public async Task Message_CutOffByTheEnd_IsNoMessage()
    {
        Assert.Null(await Read("Event: A\r\nKey: val").ReadMessageAsync(Cancellation));
        Assert.Null(await Read("Event: A\r\n").ReadMessageAsync(Cancellation));
    }

    [Fact]
    public async Task Line_WithoutEnd_IsRefused()
    {
        var reader = Read(new string('x', AmiReader.LongestLine + 1));

        await Assert.ThrowsAsync<InvalidDataException>(async () => await reader.ReadMessageAsync(Cancellation));
    }

    [Fact]
    public async Task Message_WithoutEnd_IsRefused()
    {
        var text = string.Concat(Enumerable.Repeat("Key: value\r\n", 100));
        var reader = new AmiReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), longestMessage: 500);

        await Assert.ThrowsAsync<InvalidDataException>(async () => await reader.ReadMessageAsync(Cancellation));
    }

    [Fact]
    public void Garbage_OfAnyKind_EndsOrIsRefusedAndNothingElse() =>
        Gen.Byte.Array[0, 400].Sample(bytes =>
        {
            var reader = new AmiReader(new MemoryStream(bytes), longestMessage: 50);
            try
            {
                // A memory stream never makes the reader wait.
                while (reader.ReadMessageAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } message)
                {
                    Assert.NotEmpty(message.Headers);
                }
            }
            catch (InvalidDataException)
            {
                // Over a limit.
            }
        });

    private static AmiReader Read(string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
