using System.Runtime.InteropServices;
using Reconciler.Core.Digests;

namespace Reconciler.Core.Asterisk;

/// <summary>The input digests of the Asterisk files.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AsteriskInputs(Digest Sip, Digest Dialplan, Digest Voicemail);
