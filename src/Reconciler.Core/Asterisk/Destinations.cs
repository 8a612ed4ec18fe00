using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Asterisk;

/// <summary>Where a call ends that nobody took, as lines of the dialplan.</summary>
internal static class Destinations
{
    /// <param name="lines">Takes the lines.</param>
    /// <param name="destination">Where.</param>
    /// <param name="context">The context of the site's numbers with a comma, or empty for that which the call is in.</param>
    public static void Add(DialplanExtension lines, DestinationSpec destination, string context)
    {
        switch (destination.Kind)
        {
            case DestinationKind.Extension or DestinationKind.Group:
                lines.Add("Goto", $"{context}{destination.Target},1");
                break;
            case DestinationKind.Goto:
                lines.Add("Goto", destination.Target!);
                break;
            case DestinationKind.Voicemail:
                lines.Add("VoiceMail", VoicemailBoxes.Address(destination.Target!) + ",u").Add("Hangup");
                break;
            default:
                lines.Add("Hangup");
                break;
        }
    }
}
