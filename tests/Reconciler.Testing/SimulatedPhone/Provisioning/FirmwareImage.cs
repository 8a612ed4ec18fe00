using System.Text.RegularExpressions;

namespace Reconciler.Testing.SimulatedPhone.Provisioning;

/// <summary>What the simulated phone takes from a firmware image: its version, by the name that Cisco gives the files.</summary>
public static partial class FirmwareImage
{
    /// <summary><c>/sw/spa525g-7-2-30.bin</c> holds 7.2.30.</summary>
    public static string VersionOf(string path)
    {
        var match = Name().Match(path);
        return match.Success
            ? match.Groups["version"].Value.Replace('-', '.')
            : throw new FetchFailedException($"{path} is not named like a firmware image.", notFound: false);
    }

    [GeneratedRegex(@"-(?<version>[0-9]+-[0-9]+-[0-9]+[a-z]*)\.bin$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
