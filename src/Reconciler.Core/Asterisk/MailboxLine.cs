using Reconciler.Core.Artifacts;

namespace Reconciler.Core.Asterisk;

/// <summary>The value of a mailbox's line: <c>PIN,Name,email,,option=value|option=value</c>. Its commas and bars have no escape.</summary>
internal static class MailboxLine
{
    private const string NoPager = "";

    public static string Of(Mailbox mailbox)
    {
        var place = $"of mailbox {mailbox.Number}";
        var pin = mailbox.Pin.Open();

        if (pin.StartsWith('-') && !mailbox.Pin.Masked.StartsWith('-'))
        {
            throw new UnrepresentableTextException("the PIN " + place, "begins with a minus, which forbids its user to change it");
        }

        Refuse(pin, ",|", "the PIN " + place);
        Refuse(mailbox.Name, ",|", "the name " + place);
        Refuse(mailbox.Email, ",| ", "the e-mail address " + place);
        foreach (var option in mailbox.Options)
        {
            Refuse(option, ",|", "an option " + place);
        }

        return string.Join(',', pin, mailbox.Name, mailbox.Email, NoPager, string.Join('|', mailbox.Options));
    }

    private static void Refuse(ReadOnlySpan<char> field, string characters, string place)
    {
        if (field.ContainsAny(characters))
        {
            throw new UnrepresentableTextException(place, "holds a character that separates fields");
        }
    }
}
