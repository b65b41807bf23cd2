using System.Text.Json.Nodes;
using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks added and removed values of an enumeration.</summary>
internal sealed class EnumValueCheck : ISchemaCheck
{
    private const string Keyword = "enum";
    private static readonly SchemaRules Added = new(
        "enum-value-added",
        SchemaPositions.Everywhere,
        Severity.Info,
        Severity.Warning,
        "A value is added to the enumeration of {0}: even a deployed client reads it, but a switch over the known values does "
            + "not handle it.",
        VersionStep.Minor
    );
    private static readonly SchemaRules Removed = new(
        "enum-value-removed",
        SchemaPositions.Everywhere.Except([SchemaPosition.ResponseBody]),
        Severity.Breaking,
        Severity.Breaking,
        "A value is removed from the enumeration of {0}: code that uses it no longer compiles after regeneration, and requests "
            + "that send it are refused.",
        breaks: Breaks.Both
    );
    private static readonly Rule RemovedFromResponse = new(
        "response-mediatype-enum-value-removed",
        Severity.Breaking,
        RuleGroup.Responses,
        "A value is removed from the enumeration of the response body: code that uses it no longer compiles after regeneration.",
        Breaks.CSharp
    );
    private static readonly Rule RemovedReadOnly = new(
        "request-read-only-property-enum-value-removed",
        Severity.Breaking,
        RuleGroup.RequestProperties,
        "A value is removed from the enumeration of a read-only property: no request is refused, but code that uses the value no longer "
            + "compiles after regeneration.",
        Breaks.CSharp
    );
    private static readonly Rule AddedWriteOnly = new(
        "response-write-only-property-enum-value-added",
        Severity.Info,
        RuleGroup.ResponseProperties,
        "A value is added to the enumeration of a write-only property; the effect on requests has its own rule."
    );

    public IEnumerable<Rule> Rules => [.. Added.All, .. Removed.All, RemovedFromResponse, RemovedReadOnly, AddedWriteOnly];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Old.Enum is not { } before || schemas.New.Enum is not { } after || !schemas.Old.Types.SequenceEqual(schemas.New.Types))
        {
            return;
        }

        var response = schemas.Position.Direction() == Direction.Response;
        foreach (var value in Missing(before, after))
        {
            Add(
                findings,
                RuleForRemoved(schemas),
                schemas,
                $"no longer has the value {JsonValueText.Of(value)}: code that uses it does not compile after regeneration",
                JsonValueText.Of(value),
                null
            );
        }

        foreach (var value in Missing(after, before))
        {
            Add(
                findings,
                RuleForAdded(schemas),
                schemas,
                $"has the new value {JsonValueText.Of(value)}{(response ? ", which a switch over the known values does not handle" : "")}",
                null,
                JsonValueText.Of(value)
            );
        }
    }

    private static Rule? RuleForRemoved(SchemaPair schemas) =>
        schemas.Position == SchemaPosition.ResponseBody ? RemovedFromResponse
        : schemas is { Position: SchemaPosition.RequestProperty, New.ReadOnly: true } ? RemovedReadOnly
        : Removed.At(schemas.Position);

    private static Rule? RuleForAdded(SchemaPair schemas) =>
        schemas is { Position: SchemaPosition.ResponseProperty, New.WriteOnly: true } ? AddedWriteOnly : Added.At(schemas.Position);

    private static void Add(DiffFindings findings, Rule? rule, SchemaPair schemas, string says, string? oldValue, string? newValue)
    {
        if (rule is not null)
        {
            findings.Add(
                rule,
                schemas.New.PointerTo(Keyword),
                $"{findings.Subject(schemas, DiffFindings.PointerOf(schemas))} {says}.",
                oldValue,
                newValue
            );
        }
    }

    private static IEnumerable<JsonNode?> Missing(IReadOnlyList<JsonNode?> from, IReadOnlyList<JsonNode?> other) =>
        from.Where(value => !other.Any(known => JsonNode.DeepEquals(known, value)));
}
