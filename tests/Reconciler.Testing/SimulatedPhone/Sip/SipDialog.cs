using System.Globalization;

namespace Reconciler.Testing.SimulatedPhone.Sip;

/// <summary>The two ends of a call as its messages name them.</summary>
public sealed class SipDialog
{
    /// <summary>What the phone says it understands.</summary>
    public const string AllowedMethods = "ACK, BYE, CANCEL, INFO, INVITE, NOTIFY, OPTIONS, REFER, UPDATE";

    /// <summary>The Call-ID.</summary>
    public required string CallId { get; init; }

    /// <summary>Our end, with its tag.</summary>
    public required string Local { get; init; }

    /// <summary>The other end, with its tag once it has one.</summary>
    public required string Remote { get; set; }

    /// <summary>Where requests of the dialog go.</summary>
    public required string RemoteTarget { get; set; }

    /// <summary>Takes over what an answer tells of the other end.</summary>
    public void Learn(SipMessage response)
    {
        Remote = response["To"];
        if (response["Contact"].Length > 0)
        {
            RemoteTarget = SipText.Uri(response["Contact"]);
        }
    }

    /// <summary>A request within the dialog.</summary>
    public SipMessage Request(SipLine line, string method, int sequence)
    {
        var request = line.NewRequest(method, RemoteTarget);
        request["From"] = Local;
        request["To"] = Remote;
        request["Call-ID"] = CallId;
        request["CSeq"] = string.Create(CultureInfo.InvariantCulture, $"{sequence} {method}");
        request["Contact"] = $"<{line.ContactUri}>";
        return request;
    }
}

/// <summary>Puts a header into a message that is being made.</summary>
internal static class SipMessageExtensions
{
    public static SipMessage With(this SipMessage message, string name, string value)
    {
        message[name] = value;
        return message;
    }

    public static SipMessage WithBody(this SipMessage message, string contentType, string body)
    {
        message["Content-Type"] = contentType;
        message.Body = body;
        return message;
    }
}
