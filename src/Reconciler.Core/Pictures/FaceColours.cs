namespace Reconciler.Core.Pictures;

/// <summary>The style of a face outside of a page; on paper and in a forge's dark theme it keeps its own ground.</summary>
internal static class FaceColours
{
    public const string Sheet = """
        svg{background:#fff}text{font-family:system-ui,"DejaVu Sans",sans-serif}.heading{fill:#17202b;font-size:16px;font-weight:600}
        .face-body{fill:#2b333e}.face-handset,.face-soft,.face-digit{fill:#1d242d}.face-rest{fill:#2b333e;opacity:.55}.face-screen{fill:#cfe3df}
        .face-title{fill:#12302c;font-size:15px;font-weight:600}.face-line{fill:#12302c;font-size:12.5px}.face-number{fill:#e7ecf2;font-size:12px;text-anchor:middle}
        .key-cap{fill:#d9dee5}.key-label{fill:#17202b;font-size:12.5px}.key-lamp{fill:#8c97a5}.key-line .key-lamp,.key-blf .key-lamp{fill:#16934f}
        .key-dial .key-lamp{fill:#2f78d0}.key-park .key-lamp,.key-page .key-lamp{fill:#c77700}.key-xml .key-lamp,.key-function .key-lamp{fill:#7b5cc9}
        .key-none .key-cap{fill:#1d242d}.key-none .key-lamp{fill:#2b333e}
        """;
}
