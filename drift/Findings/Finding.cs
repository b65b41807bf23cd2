using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Findings;

/// <summary>One difference or problem that a command found.</summary>
internal sealed record Finding
{
    public required Rule Rule { get; init; }

    /// <summary>JSON pointer to the change in the new document (in the old one for removed parts).</summary>
    public required string Pointer { get; init; }

    /// <summary>The effect on a C# caller, in one sentence that names the method or property.</summary>
    public required string Message { get; init; }

    /// <summary>Operations that it concerns, as <c>GET /contacts/{id}</c>; a change of a shared schema concerns several.</summary>
    public IReadOnlyList<string> Operations { get; init; } = [];

    public string? OldValue { get; init; }

    public string? NewValue { get; init; }

    /// <summary>File that the pointer is in.</summary>
    public string? File { get; init; }

    /// <summary>The position in the file.</summary>
    public SourcePosition? Position { get; init; }

    /// <summary>Gets the finding with its file and position.</summary>
    public Finding At(SourceLocation location) => this with { File = location.File, Position = location.Position };

    /// <summary>The code to change in C#, for changes that break the public surface of the client; null if there is none.</summary>
    public string? CSharp { get; init; }

    /// <summary>The severity that a severity file sets; null for the severity of the rule.</summary>
    public Severity? Level { get; init; }

    public Severity Severity => Level ?? Rule.Severity;

    public Direction Direction => Rule.Direction;

    /// <summary>Identifies this finding across commits: depends on the change only, never on lines, order or other findings.</summary>
    public string Fingerprint => field ??= Fingerprints.Of(this);
}
