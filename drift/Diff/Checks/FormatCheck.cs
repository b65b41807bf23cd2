using ClickFunnels.Contracts.Naming;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// Checks the format of a text whose C# type stays the same. A format is compared like a pattern: the service refuses texts of another
/// form. A format that changes the C# type is a change of the type.
/// </summary>
internal sealed class FormatCheck : ISchemaCheck
{
    private const string Keyword = "format";
    private static readonly SchemaRules Added = new(
        "format-added",
        SchemaPositions.Everywhere,
        Severity.Breaking,
        Severity.Info,
        "A format is added to {0}, or becomes stricter: texts that do not have it were accepted before and are refused now.",
        "A format is added to {0}, or becomes stricter: callers do not have to change anything."
    );
    private static readonly SchemaRules Removed = new(
        "format-removed",
        SchemaPositions.Everywhere,
        Severity.Info,
        Severity.Warning,
        "The format of {0} is removed, or becomes less strict: more texts are accepted.",
        "The format of {0} is removed, or becomes less strict: code that parses the text may receive others."
    );
    private static readonly SchemaRules Changed = new(
        "format-changed",
        SchemaPositions.Everywhere,
        Severity.Breaking,
        Severity.Breaking,
        "The format of {0} changes: a deployed client sends texts of the old form, which are refused.",
        "The format of {0} changes: a deployed client reads texts of another form."
    );

    public IEnumerable<Rule> Rules => [.. Added.All, .. Removed.All, .. Changed.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        var (before, after) = (schemas.Old.Format, schemas.New.Format);
        if (before == after || !Applies(schemas, findings.Names))
        {
            return;
        }

        switch (TextFormats.Compare(before, after))
        {
            case FormatChange.Narrower:
                findings.Add(Added, schemas, Keyword, $"has the format {after} now{Instead(before)}", before, after);
                break;
            case FormatChange.Wider:
                findings.Add(
                    Removed,
                    schemas,
                    Keyword,
                    after is null ? $"no longer has the format {before}" : $"has the format {after} now{Instead(before)}",
                    before,
                    after
                );
                break;
            case FormatChange.Other:
                findings.Add(Changed, schemas, Keyword, $"has the format {after} now{Instead(before)}", before, after);
                break;
        }
    }

    /// <summary>Returns true if the text that is sent changes with the format, and the C# type does not.</summary>
    public static bool Applies(SchemaPair schemas, CSharpNames names) =>
        schemas is { Old: { Types: ["string"], Enum: null }, New: { Types: ["string"], Enum: null } }
        && TextFormats.Compare(schemas.Old.Format, schemas.New.Format) != FormatChange.None
        && CSharpTypes.Of(schemas.Old, names) == CSharpTypes.Of(schemas.New, names);

    private static string Instead(string? before) => before is null ? "" : $" instead of {before}";
}
