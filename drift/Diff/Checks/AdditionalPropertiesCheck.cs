using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Whether an object may hold properties that are not listed, and of which type.</summary>
internal sealed class AdditionalPropertiesCheck : ISchemaCheck
{
    private const string Keyword = "additionalProperties";
    private static readonly Place[] Where = [.. Places.Everywhere.Where(place => place != Place.ResponseHeader)];
    private static readonly SchemaRules Forbidden = new(
        "additional-properties-forbidden",
        Where,
        Severity.Breaking,
        Severity.Info,
        "Properties that are not listed are forbidden for {0} now: requests that set some, which worked before, are refused.",
        "Properties that are not listed are forbidden for {0} now: callers need not change anything."
    );
    private static readonly SchemaRules Allowed = new(
        "additional-properties-allowed",
        Where,
        Severity.Info,
        Severity.Info,
        "Properties that are not listed are allowed for {0} now.",
        "Properties that are not listed are allowed for {0} now: the client keeps them."
    );
    private static readonly SchemaRules Typed = new(
        "additional-properties-schema-added",
        Where,
        Severity.Breaking,
        Severity.Breaking,
        "The type of properties that are not listed is stated for {0} now: the values of its C# dictionary change their "
            + "type, so code that uses them no longer compiles.",
        breaks: Breaks.Both
    );
    private static readonly SchemaRules Untyped = new(
        "additional-properties-schema-removed",
        Where,
        Severity.Breaking,
        Severity.Breaking,
        "The type of properties that are not listed is not stated for {0} any more: the values of its C# dictionary change "
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

        var asked = schemas.Place.Direction() == Direction.Request;
        var (oldType, newType) = (TypeOf(schemas.Old), TypeOf(schemas.New));
        if (!schemas.Old.IsClosed && schemas.New.IsClosed)
        {
            findings.Add(
                Forbidden,
                schemas,
                Keyword,
                $"has only the listed properties now{(asked ? ": requests with others are refused with 422" : "")}",
                oldType ?? "true",
                "false"
            );
        }
        else if (schemas.Old.IsClosed && !schemas.New.IsClosed)
        {
            findings.Add(Allowed, schemas, Keyword, "may have properties that are not listed now", "false", newType ?? "true");
        }
        else if (oldType is null && newType is not null)
        {
            findings.Add(
                Typed,
                schemas,
                Keyword,
                $"has {newType} as the type of properties that are not listed now: its C# dictionary changes",
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
                $"no longer has {oldType} as the type of properties that are not listed: its C# dictionary changes",
                oldType
            );
        }
    }

    // The empty schema says as little as true does.
    private static string? TypeOf(Schema schema) => schema.AdditionalProperties is { Node.Count: > 0 } extra ? extra.Describe() : null;

    private static bool MayBeObject(Schema schema) => schema.Types.Count == 0 || schema.Types.Contains("object");
}
