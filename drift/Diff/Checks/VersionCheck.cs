using System.Text.Json.Nodes;
using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Whether the version that a document gives itself tells of its changes.</summary>
internal sealed class VersionCheck : IConclusionCheck
{
    private const string Pointer = "/info/version";
    private static readonly Rule NotBumped = new(
        "api-version-not-bumped",
        Severity.Info,
        Direction.None,
        "The document changed under the same version: its version does not tell which contract it is.",
        VersionStep.None
    );
    private static readonly Rule Decreased = new(
        "api-version-decreased",
        Severity.Info,
        Direction.None,
        "The version of the document is smaller than it was: are old and new swapped?",
        VersionStep.None
    );
    private static readonly Rule MajorNotBumped = new(
        "api-major-version-not-bumped",
        Severity.Info,
        Direction.None,
        "The document breaks callers, but its major version is the same.",
        VersionStep.None
    );

    public IEnumerable<Rule> Rules => [NotBumped, Decreased, MajorNotBumped];

    public void Check(DocumentPair documents, DiffFindings findings)
    {
        if (VersionOf(documents.Old) is not { } before || VersionOf(documents.New) is not { } after)
        {
            return;
        }

        var (old, now) = (Parse(before), Parse(after));
        if (before == after && findings.Step > VersionStep.None)
        {
            findings.Add(NotBumped, Pointer, $"The document changed, but calls itself {after} as before.", before, after);
        }
        else if (old is not null && now is not null && now < old)
        {
            findings.Add(
                Decreased,
                Pointer,
                $"The document calls itself {after} after {before}; perhaps old and new are swapped.",
                before,
                after
            );
        }
        else if (before != after && old is not null && now is not null && now.Major == old.Major && findings.Step == VersionStep.Major)
        {
            findings.Add(MajorNotBumped, Pointer, $"The document breaks callers, but went from {before} to {after} only.", before, after);
        }
    }

    private static string? VersionOf(ApiDocument document) =>
        document.Root["info"]?["version"] is JsonValue version ? version.ToString() : null;

    // Versions with one to four numbers; a leading v and what follows a hyphen or plus do not count.
    private static Version? Parse(string text)
    {
        var numbers = text.TrimStart('v', 'V').Split('-', '+')[0];
        return Version.TryParse(numbers.Contains('.', StringComparison.Ordinal) ? numbers : numbers + ".0", out var version)
            ? version
            : null;
    }
}
