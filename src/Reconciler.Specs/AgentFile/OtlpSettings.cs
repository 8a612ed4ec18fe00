namespace Reconciler.Specs.AgentFile;

/// <summary>Where metrics and traces are sent by OTLP.</summary>
/// <param name="Endpoint">The collector.</param>
/// <param name="IsHttp">By HTTP with protobuf, not by gRPC.</param>
public sealed record OtlpSettings(Uri Endpoint, bool IsHttp);
