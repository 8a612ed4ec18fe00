using System.Text.RegularExpressions;

namespace Reconciler.Testing.SimulatedPhone.Provisioning;

/// <summary>What the simulated phone takes from a firmware image: its version, by the names that the makers give the files.</summary>
public static partial class FirmwareImage
{
    /// <summary><c>/sw/spa525g-7-2-30.bin</c> holds 7.2.30, <c>sip88xx.11-3-1MPP-678.loads</c> 11.3.1, <c>T46S-66.86.0.15.rom</c> 66.86.0.15.</summary>
    public static string VersionOf(string path)
    {
        var match = Name().Match(path);
        return match.Success
            ? match.Groups["version"].Value.Replace('-', '.')
            : throw new FetchFailedException($"{path} is not named like a firmware image.", notFound: false);
    }

    [GeneratedRegex(@"(-(?<version>[0-9]+-[0-9]+-[0-9]+[a-z]*)\.bin|\.(?<version>[0-9]+-[0-9]+-[0-9]+)MPP[^/]*\.loads|-(?<version>[0-9]+(\.[0-9]+)+)\.rom)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
