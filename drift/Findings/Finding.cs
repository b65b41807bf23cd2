using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Findings;

/// <summary>One thing that a command found.</summary>
internal sealed record Finding
{
    public required Rule Rule { get; init; }

    /// <summary>JSON pointer of what changed, in the new document (in the old one for what was removed).</summary>
    public required string Pointer { get; init; }

    /// <summary>What it means for a C# caller, in one sentence that names the method or property.</summary>
    public required string Message { get; init; }

    /// <summary>Operations that it concerns, as <c>GET /contacts/{id}</c>; a change of a shared schema concerns several.</summary>
    public IReadOnlyList<string> Operations { get; init; } = [];

    public string? OldValue { get; init; }

    public string? NewValue { get; init; }

    /// <summary>File that the pointer is in.</summary>
    public string? File { get; init; }

    /// <summary>Where in the file.</summary>
    public SourcePosition? Position { get; init; }

    public Severity Severity => Rule.Severity;

    public Direction Direction => Rule.Direction;

    /// <summary>Names this finding across commits: it depends on what changed, never on lines, order or other findings.</summary>
    public string Fingerprint => field ??= Fingerprints.Of(this);
}
