using System.Collections.Frozen;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Host.PhoneLogs;

/// <summary>All that a file's name says of the phone that asks for it.</summary>
/// <param name="Name">Without its folder.</param>
/// <param name="Kind">Its part in a phone's start.</param>
/// <param name="Mac">Of a profile, the phone's address; else null.</param>
/// <param name="Model">Of a bootstrap file that models do not share, the model; else null.</param>
public sealed record PhoneFile(string Name, PhoneFileKind Kind, MacAddress? Mac, string? Model)
{
    private const int LongestImage = 80;

    private static readonly FrozenDictionary<string, PhoneModel[]> Bootstraps =
        PhoneModel.All.Where(m => m.BootstrapFile.Length > 0).GroupBy(m => m.BootstrapFile, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Null: no phone asks for such a file.</summary>
    public static PhoneFile? Of(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (DeviceFamilies.PhoneOf(name) is { } mac)
        {
            return new PhoneFile(name, PhoneFileKind.Profile, mac, null);
        }

        if (Bootstraps.TryGetValue(name, out var models))
        {
            return new PhoneFile(name, PhoneFileKind.Bootstrap, null, models is [var only] ? only.Name : null);
        }

        return name.Length <= LongestImage && DeviceFamilies.All.Any(f => f.IsFirmware(name)) ? new PhoneFile(name, PhoneFileKind.Firmware, null, null) : null;
    }
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
