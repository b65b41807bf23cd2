using System.Text.Json.Nodes;
using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks whether the version of a document matches its changes.</summary>
internal sealed class DocumentVersionCheck : IConclusionCheck
{
    private const string Pointer = "/info/version";
    private static readonly Rule NotBumped = new(
        "api-version-not-bumped",
        Severity.Info,
        RuleGroup.Operations,
        "The document changed, but its version stayed the same: the version does not identify the contract.",
        VersionStep.None
    );
    private static readonly Rule Decreased = new(
        "api-version-decreased",
        Severity.Info,
        RuleGroup.Operations,
        "The version of the document decreased: are old and new swapped?",
        VersionStep.None
    );
    private static readonly Rule MajorNotBumped = new(
        "api-major-version-not-bumped",
        Severity.Info,
        RuleGroup.Operations,
        "The document has breaking changes, but its major version stayed the same.",
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
            findings.Add(NotBumped, Pointer, $"The document changed, but its version is still {after}.", before, after);
        }
        else if (old is not null && now is not null && now < old)
        {
            findings.Add(
                Decreased,
                Pointer,
                $"The version of the document decreased from {before} to {after}; old and new may be swapped.",
                before,
                after
            );
        }
        else if (before != after && old is not null && now is not null && now.Major == old.Major && findings.Step == VersionStep.Major)
        {
            findings.Add(
                MajorNotBumped,
                Pointer,
                $"The document has breaking changes, but its version only changed from {before} to {after}.",
                before,
                after
            );
        }
    }

    private static string? VersionOf(ApiDocument document) =>
        document.Root["info"].Get("version") is JsonValue version ? version.ToString() : null;

    // Versions with one to four numbers; a leading v and the text after a hyphen or plus are ignored.
    private static Version? Parse(string text)
    {
        var numbers = text.TrimStart('v', 'V').Split('-', '+')[0];
        return Version.TryParse(numbers.Contains('.', StringComparison.Ordinal) ? numbers : numbers + ".0", out var version)
            ? version
            : null;
    }
}
