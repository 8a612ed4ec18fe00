using QRCoder;

namespace Reconciler.Cli.Softphones;

/// <summary>A QR code as a picture.</summary>
internal static class QrPicture
{
    private const int PixelsOfModule = 8;

    /// <summary>Half blocks, light ones drawn, in colours of their own: whatever the terminal's are, the code is dark on light, as apps want it.</summary>
    public static string OnATerminal(string text)
    {
        using var data = Encode(text);
        using var code = new AsciiQRCode(data);
        return string.Join('\n', code.GetGraphicSmall().ReplaceLineEndings("\n").Split('\n').Select(line => $"\e[97;40m{line}\e[0m"));
    }

    public static string Svg(string text)
    {
        using var data = Encode(text);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(PixelsOfModule) + "\n";
    }

    private static QRCodeData Encode(string text) => QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
}
