using System.Text.RegularExpressions;
using Reconciler.Core.Fleets;

namespace Reconciler.Host.PhoneLogs;

/// <summary>All that a file's name says of the phone that asks for it.</summary>
/// <param name="Name">Without its folder.</param>
/// <param name="Kind">Its part in a phone's start.</param>
/// <param name="Mac">Of a profile, the phone's address; else null.</param>
/// <param name="Model">Of a bootstrap file, the model; else null.</param>
public sealed partial record PhoneFile(string Name, PhoneFileKind Kind, MacAddress? Mac, string? Model)
{
    /// <summary>Null: no phone asks for such a file.</summary>
    public static PhoneFile? Of(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (Profile().Match(name) is { Success: true } profile && MacAddress.TryParse(profile.Groups["mac"].Value, out var mac))
        {
            return new PhoneFile(name, PhoneFileKind.Profile, mac, null);
        }

        return Bootstrap().Match(name) is { Success: true } bootstrap ? new PhoneFile(name, PhoneFileKind.Bootstrap, null, bootstrap.Groups["model"].Value.ToUpperInvariant())
            : Image().IsMatch(name) ? new PhoneFile(name, PhoneFileKind.Firmware, null, null)
            : null;
    }

    [GeneratedRegex("^spa(?<mac>[0-9A-Fa-f]{12})[.]xml$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Profile();

    [GeneratedRegex("^(?<model>spa[35][0-9]{2}[0-9A-Za-z]{0,3})[.]cfg$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Bootstrap();

    [GeneratedRegex("^spa[0-9A-Za-z._-]{1,60}[.]bin$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Image();
}

/// <summary>The files that a phone fetches.</summary>
public enum PhoneFileKind
{
    /// <summary>Its model's, which every phone of the factory asks for.</summary>
    Bootstrap,

    /// <summary>Its own.</summary>
    Profile,

    /// <summary>An image.</summary>
    Firmware,
}
