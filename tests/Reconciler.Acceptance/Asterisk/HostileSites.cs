using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Reconciler.Acceptance.Asterisk;

/// <summary>
/// Sites whose every text is somebody's worst, by a seed. Many are refused, most by one text alone: so each text stands in an extension, group or route of its own,
/// and those that are refused are left out by the caller.
/// </summary>
internal sealed class HostileSites(int seed, string channel)
{
#pragma warning disable CA5394 // the same site by the same seed, no secret
    private static readonly ImmutableArray<string> Texts =
    [
        "Fred", "Zoë Müller", "a;b", "a#b", "#include x", "[x]", "a=b", "=>x", "a,b", "a|b", "\"", "a\"b\"", "\\", "a\\b", "${EXTEN}", "$[1+1]", "<101>", "a<b", "O'Brien",
        "%41", "a&b", "(x)", "!", "~", "yes", "no", "0", "-1", "true", "null", "a  b", "日本語テキスト", "Ж", "\u200b", "\u00a0x", "x\u0301", "🙂", "template(!)", "a:b", "a@b", "same =>",
        new string('x', 79), new string('x', 80), new string('ж', 39), new string('ж', 40), new string('語', 26), new string('語', 27), ";--x--;", "a;--", "--;",
    ];

    private readonly Random _random = new(seed);

    /// <summary>site.yaml, whose own settings are drawn too.</summary>
    public string Site() => string.Create(CultureInfo.InvariantCulture, $$"""
        name: hq
        provisioning: { url: "tftp://192.0.2.5" }
        asterisk:
          host: 192.0.2.5
          channel: {{channel}}
          context: fxsgroup
          contexts: { fxsgroup: { include: [] }, lobby: { include: [fxsgroup] } }
          nat: {{Pick("true", "false")}}
          transport: {{Pick("udp", "tcp", "tls")}}
          codecs: [{{Pick("g722, ulaw, alaw", "ulaw", "alaw, g729")}}]
          registerExpires: {{Pick("2m", "1h")}}
        features: { voicemail: "*97", groupPickup: "*8", directedPickup: "**" }
        emergency: [{{Pick("\"911\"", "\"112\", \"999\"", "")}}]
        external: ["*281", "701-720"]

        """);

    /// <summary>One object of each kind with each text, as file and text.</summary>
    public IEnumerable<(string Path, string Text)> Objects()
    {
        var number = 100;
        foreach (var text in Texts)
        {
            number++;
            yield return ($"extensions/{number}.yaml", Extension(number, name: text));
            number++;
            yield return ($"extensions/{number}.yaml", Extension(number, secret: text));
            number++;
            yield return ($"extensions/{number}.yaml", Extension(number, user: text));
            number++;
            yield return ($"extensions/{number}.yaml", Extension(number, email: text));
            yield return ($"groups/{number + 600}.yaml", string.Create(CultureInfo.InvariantCulture, $"group: {number + 600}\nname: {Quote(text)}\nring: [101]\nstrategy: {Pick("all", "inOrder")}\nseconds: {_random.Next(5, 61)}\notherwise: {Pick("hangup", "{ goto: \"lobby,101,1\" }", "101")}\n"));
            yield return ($"routes/{number}.yaml", string.Create(CultureInfo.InvariantCulture, $"did: \"{Pick("+", "")}1361555{number:0000}\"\ncontext: {Pick("itsp1", "itsp-2", "IT_3")}\nring: [101]\nseconds: {_random.Next(5, 61)}\noptions: {Quote(_random.Next(2) == 0 ? text : Pick("rt", "rtT", "m", "k"))}\notherwise: {Pick("hangup", "{ voicemail: 104 }", "101")}\n"));
        }
    }

    private string Extension(int number, string? name = null, string? secret = null, string? user = null, string? email = null)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"extension: {number}\ndevice: other\n");
        text.Append(name is null ? "" : $"name: {Quote(name)}\n");
        text.Append(secret is null ? "" : $"secret: {{ value: {Quote(secret)} }}\n");
        text.Append(user is null ? "" : $"user: {Quote(user + Pick("", "1"))}\n");
        text.Append(email is null ? Pick("", "voicemail: {}\n") : $"voicemail: {{ email: {Quote(email + "@example.com")} }}\n");
        text.Append(Pick("", "pickupGroup: 1\n", "pickupGroups: [1, 2, 63]\n"));
        text.Append(Pick("", "context: lobby\n"));
        return text.ToString();
    }

    // A JSON string is a double quoted one of YAML.
    private static string Quote(string text) => JsonSerializer.Serialize(text);

    private string Pick(params ReadOnlySpan<string> choices) => choices[_random.Next(choices.Length)];
#pragma warning restore CA5394
}
