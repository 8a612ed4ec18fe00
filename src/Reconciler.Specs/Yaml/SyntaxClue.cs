using Reconciler.Core.Diagnostics;

namespace Reconciler.Specs.Yaml;

/// <summary>The likeliest fault of a text that is no YAML, and its place.</summary>
internal sealed record SyntaxClue(DiagnosticCode Code, int Line, int Column, string Message, string Hint);
