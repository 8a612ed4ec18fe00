using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Reconciler.Testing.Editors;

/// <summary>What an editor underlines.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Message">What it shows there.</param>
public sealed record EditorFinding(int Line, string Message);

/// <summary>
/// The YAML language server that editors run, spoken to as an editor does: the Language Server Protocol over its standard streams. It looks up no schema
/// anywhere but where a file's first line says.
/// </summary>
public sealed class LanguageServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _reading;
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _answers = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<EditorFinding[]>> _findings = new(StringComparer.Ordinal);
    private int _requests;

    private LanguageServer(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, _) => { };
        _reading = ReadAsync();
    }

    /// <summary>Starts it for a folder.</summary>
    public static async Task<LanguageServer> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var program = Requires.LanguageServer();
        var process = Process.Start(Processes.StartInfo(Requires.Tool("node"), [program, "--stdio"], new ProcessOptions { WorkingFolder = folder }))!;
        process.BeginErrorReadLine();
        var server = new LanguageServer(process);
        await server.AskAsync("initialize", new JsonObject
        {
            ["processId"] = Environment.ProcessId,
            ["rootUri"] = UriOf(folder),
            ["capabilities"] = new JsonObject
            {
                ["workspace"] = new JsonObject { ["configuration"] = true },
                ["textDocument"] = new JsonObject { ["completion"] = new JsonObject { ["completionItem"] = new JsonObject { ["snippetSupport"] = true } } },
            },
        }, cancellationToken);
        server.Tell("initialized", new JsonObject());
        return server;
    }

    /// <summary>Opens a text as if it were that file, and waits for what is underlined.</summary>
    public async Task<IReadOnlyList<EditorFinding>> OpenAsync(string path, string text, CancellationToken cancellationToken)
    {
        var found = _findings.GetOrAdd(UriOf(path), _ => NewSource<EditorFinding[]>());
        Tell("textDocument/didOpen", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = UriOf(path), ["languageId"] = "yaml", ["version"] = 1, ["text"] = text },
        });
        return await found.Task.WaitAsync(cancellationToken);
    }

    /// <summary>What is shown when the pointer rests on a place of an open file; empty: nothing.</summary>
    public async Task<string> HoverAsync(string path, int line, int column, CancellationToken cancellationToken) =>
        (await AskAsync("textDocument/hover", PlaceIn(path, line, column), cancellationToken))?["contents"]?["value"]?.GetValue<string>() ?? "";

    /// <summary>The words that are offered at a place of an open file, each with its explanation.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CompleteAsync(string path, int line, int column, CancellationToken cancellationToken)
    {
        var items = (await AskAsync("textDocument/completion", PlaceIn(path, line, column), cancellationToken))!["items"]!.AsArray();
        return items.GroupBy(i => i!["label"]!.GetValue<string>(), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Text(g.First()!["documentation"]), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        await _reading;
        _process.Dispose();
    }

    private static string UriOf(string path) => new Uri(path).AbsoluteUri;

    private static string Text(JsonNode? documentation) => documentation switch
    {
        null => "",
        JsonValue value => value.GetValue<string>(),
        _ => documentation["value"]!.GetValue<string>(),
    };

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static JsonObject PlaceIn(string path, int line, int column) => new()
    {
        ["textDocument"] = new JsonObject { ["uri"] = UriOf(path) },
        ["position"] = new JsonObject { ["line"] = line - 1, ["character"] = column - 1 },
    };

    private async Task<JsonNode?> AskAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _requests);
        var answer = _answers.GetOrAdd(id, _ => NewSource<JsonNode?>());
        Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });
        return await answer.Task.WaitAsync(cancellationToken);
    }

    private void Tell(string method, JsonObject parameters) => Send(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });

    private void Send(JsonObject message)
    {
        lock (_writing)
        {
            MessageStream.Write(_process.StandardInput.BaseStream, message);
        }
    }

    private async Task ReadAsync()
    {
        var stream = _process.StandardOutput.BaseStream;
        while (await MessageStream.ReadAsync(stream) is { } message)
        {
            Handle(message);
        }

        foreach (var waiting in _answers.Values)
        {
            waiting.TrySetException(new InvalidOperationException("The language server has ended."));
        }

        foreach (var waiting in _findings.Values)
        {
            waiting.TrySetException(new InvalidOperationException("The language server has ended."));
        }
    }

    private void Handle(JsonNode message)
    {
        var method = message["method"]?.GetValue<string>();
        if (method is null)
        {
            var answer = _answers[message["id"]!.GetValue<int>()];
            if (message["error"] is { } error)
            {
                answer.TrySetException(new InvalidOperationException(error.ToJsonString()));
            }
            else
            {
                answer.TrySetResult(message["result"]);
            }
        }
        else if (message["id"] is { } id)
        {
            Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone(), ["result"] = method == "workspace/configuration" ? Settings(message) : null });
        }
        else if (method == "textDocument/publishDiagnostics")
        {
            var parameters = message["params"]!;
            _findings.GetOrAdd(parameters["uri"]!.GetValue<string>(), _ => NewSource<EditorFinding[]>()).TrySetResult(
                [.. parameters["diagnostics"]!.AsArray().Select(d => new EditorFinding(1 + d!["range"]!["start"]!["line"]!.GetValue<int>(), d["message"]!.GetValue<string>()))]);
        }
    }

    // Asked for section by section; what is not of YAML is left to the server.
    private static JsonArray Settings(JsonNode message) => [.. message["params"]!["items"]!.AsArray().Select(item => item!["section"]?.GetValue<string>() == "yaml"
        ? new JsonObject
        {
            ["validate"] = true, ["hover"] = true, ["completion"] = true, ["schemaStore"] = new JsonObject { ["enable"] = false }, ["yamlVersion"] = "1.2",
        }
        : (JsonNode?)new JsonObject())];
}
