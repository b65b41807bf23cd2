using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks whether additional properties are allowed, and their type.</summary>
internal sealed class AdditionalPropertiesCheck : ISchemaCheck
{
    private const string Keyword = "additionalProperties";
    private static readonly SchemaPosition[] Where =
    [
        .. SchemaPositions.Everywhere.Where(position => position != SchemaPosition.ResponseHeader),
    ];
    private static readonly SchemaRules Forbidden = new(
        "additional-properties-forbidden",
        Where,
        Severity.Breaking,
        Severity.Info,
        "Additional properties are no longer allowed for {0}: requests that set any were accepted before and are refused now.",
        "Additional properties are no longer allowed for {0}: callers do not have to change anything."
    );
    private static readonly SchemaRules Allowed = new(
        "additional-properties-allowed",
        Where,
        Severity.Info,
        Severity.Info,
        "Additional properties are allowed for {0}.",
        "Additional properties are allowed for {0}: the client keeps them."
    );
    private static readonly SchemaRules Typed = new(
        "additional-properties-schema-added",
        Where,
        Severity.Breaking,
        Severity.Breaking,
        "The type of additional properties is now specified for {0}: the values of its C# dictionary change their "
            + "type, so code that uses them no longer compiles.",
        breaks: Breaks.Both
    );
    private static readonly SchemaRules Untyped = new(
        "additional-properties-schema-removed",
        Where,
        Severity.Breaking,
        Severity.Breaking,
        "The type of additional properties is no longer specified for {0}: the values of its C# dictionary change "
            + "their type, so code that uses them no longer compiles.",
        breaks: Breaks.Both
    );

    public IEnumerable<Rule> Rules => [.. Forbidden.All, .. Allowed.All, .. Typed.All, .. Untyped.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (!MayBeObject(schemas.Old) || !MayBeObject(schemas.New))
        {
            return;
        }

        var asked = schemas.Position.Direction() == Direction.Request;
        var (oldType, newType) = (TypeOf(schemas.Old), TypeOf(schemas.New));
        if (!schemas.Old.IsClosed && schemas.New.IsClosed)
        {
            findings.Add(
                Forbidden,
                schemas,
                Keyword,
                $"no longer allows additional properties{(asked ? ": requests with others are refused with 422" : "")}",
                oldType ?? "true",
                "false"
            );
        }
        else if (schemas.Old.IsClosed && !schemas.New.IsClosed)
        {
            findings.Add(Allowed, schemas, Keyword, "now allows additional properties", "false", newType ?? "true");
        }
        else if (oldType is null && newType is not null)
        {
            findings.Add(
                Typed,
                schemas,
                Keyword,
                $"now has additional properties of the type {newType}: its C# dictionary changes",
                null,
                newType
            );
        }
        else if (oldType is not null && newType is null)
        {
            findings.Add(
                Untyped,
                schemas,
                Keyword,
                $"no longer has additional properties of the type {oldType}: its C# dictionary changes",
                oldType
            );
        }
    }

    // The empty schema means the same as true.
    private static string? TypeOf(Schema schema) => schema.AdditionalProperties is { Node.Count: > 0 } extra ? extra.Describe() : null;

    private static bool MayBeObject(Schema schema) => schema.Types.Count == 0 || schema.Types.Contains("object");
}
