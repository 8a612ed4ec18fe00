using System.Globalization;
using System.Text.Json;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Secrets;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Secrets;

/// <summary>Whatever holds a secret is put through everything that turns an object into text.</summary>
public sealed class SecretCanaryTests
{
    private const string Canary = "c4n4ry-Qx7";

    public static TheoryData<string> Holders => [.. All.Keys];

    private static Dictionary<string, object> All
    {
        get
        {
            var reference = Given.PlainSecret("extension/151", Canary);
            var value = SecretValue.Known(reference, Canary);
            var text = ConfigText.Concat("user:", value, "@host");
            return new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["literal"] = new SecretLiteral(Canary),
                ["reference"] = reference,
                ["value"] = value,
                ["text"] = text,
                ["located"] = new Located<SecretReference>(reference, Given.Place("x.yaml")),
                ["setting"] = new ConfSetting("password", value),
                ["section"] = new ConfSection("151", [new ConfSetting("password", text)]),
                ["mailbox"] = new Mailbox("default", "151", value, "Fred", "", []),
                ["extension"] = Given.Extension("151") with { Secret = Given.At(reference) },
                ["missing"] = new MissingSecret(reference, $"{reference} {value}", ""),
                ["key"] = new MasterKey(System.Text.Encoding.UTF8.GetBytes(Canary.PadRight(32, '.'))),
                ["reading"] = SecretReading.Of(Canary, "", ""),
            };
        }
    }

    [Theory]
    [MemberData(nameof(Holders))]
    public void Text_NeverHoldsTheSecret(string holder)
    {
        var subject = All[holder];

        Assert.DoesNotContain(Canary, subject.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, $"{subject}", StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, string.Format(CultureInfo.InvariantCulture, "{0:g}", subject), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, string.Concat("", subject), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_OfTheMasterKey_IsRefused() => Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(All["key"], typeof(MasterKey)));

    [Theory]
    [MemberData(nameof(Holders))]
    public void Json_NeverHoldsTheSecret(string holder)
    {
        if (holder == "reading")
        {
            return;
        }

        var subject = All[holder];
        string json;
        try
        {
            json = JsonSerializer.Serialize(subject, subject.GetType());
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException)
        {
            json = e.Message;
        }

        Assert.DoesNotContain(Canary, json, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Canary))[..10], json, StringComparison.Ordinal);
    }
}
