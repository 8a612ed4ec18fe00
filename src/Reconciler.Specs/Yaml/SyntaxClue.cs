using Reconciler.Core.Diagnostics;

namespace Reconciler.Specs.Yaml;

/// <summary>What most likely is wrong with a text that is no YAML, and where.</summary>
internal sealed record SyntaxClue(DiagnosticCode Code, int Line, int Column, string Message, string Hint);
