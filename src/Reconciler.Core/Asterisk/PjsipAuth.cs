using Reconciler.Core.Diagnostics;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Asterisk;

/// <summary>A section of type auth.</summary>
internal sealed record PjsipAuth(string Section, Located<SecretReference> Secret, SecretValue Password);
