using System.Text.Json.Nodes;
using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Values that a list of allowed values gained or lost.</summary>
internal sealed class EnumValueCheck : ISchemaCheck
{
    private const string Keyword = "enum";
    private static readonly SchemaRules Added = new(
        "enum-value-added",
        Places.Everywhere,
        Severity.Info,
        Severity.Warning,
        "There is one more value for {0}: reading keeps it even in a deployed client, but a switch over the values does not know it.",
        VersionStep.Minor
    );
    private static readonly SchemaRules Removed = new(
        "enum-value-removed",
        Places.Everywhere.Except([Place.ResponseBody]),
        Severity.Breaking,
        Severity.Breaking,
        "One value less for {0}: code that names it no longer compiles after regeneration, and requests that send it are refused.",
        breaks: Breaks.Both
    );
    private static readonly Rule RemovedFromAnswer = new(
        "response-mediatype-enum-value-removed",
        Severity.Breaking,
        Direction.Response,
        "One value less for the response body: code that names it no longer compiles after regeneration.",
        Breaks.CSharp
    );
    private static readonly Rule RemovedReadOnly = new(
        "request-read-only-property-enum-value-removed",
        Severity.Breaking,
        Direction.Request,
        "One value less for a property that requests do not set: nothing is refused, but code that names the value no longer "
            + "compiles after regeneration.",
        Breaks.CSharp
    );
    private static readonly Rule AddedWriteOnly = new(
        "response-write-only-property-enum-value-added",
        Severity.Info,
        Direction.Response,
        "One more value for a property that answers never hold: what it means for requests is a finding of its own."
    );

    public IEnumerable<Rule> Rules => [.. Added.All, .. Removed.All, RemovedFromAnswer, RemovedReadOnly, AddedWriteOnly];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Old.Enum is not { } before || schemas.New.Enum is not { } after || !schemas.Old.Types.SequenceEqual(schemas.New.Types))
        {
            return;
        }

        var response = schemas.Place.Direction() == Direction.Response;
        foreach (var value in Missing(before, after))
        {
            Add(
                findings,
                RuleForRemoved(schemas),
                schemas,
                $"has no value {JsonValueText.Of(value)} any more, so code that names it does not compile after regeneration",
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
                $"has the new value {JsonValueText.Of(value)}{(response ? ", which a switch over its values does not know" : "")}",
                null,
                JsonValueText.Of(value)
            );
        }
    }

    private static Rule? RuleForRemoved(SchemaPair schemas) =>
        schemas.Place == Place.ResponseBody ? RemovedFromAnswer
        : schemas is { Place: Place.RequestProperty, New.ReadOnly: true } ? RemovedReadOnly
        : Removed.At(schemas.Place);

    private static Rule? RuleForAdded(SchemaPair schemas) =>
        schemas is { Place: Place.ResponseProperty, New.WriteOnly: true } ? AddedWriteOnly : Added.At(schemas.Place);

    private static void Add(DiffFindings findings, Rule? rule, SchemaPair schemas, string says, string? oldValue, string? newValue)
    {
        if (rule is not null)
        {
            findings.Add(
                rule,
                schemas.New.Place(Keyword),
                $"{findings.Subject(schemas, DiffFindings.PointerOf(schemas))} {says}.",
                oldValue,
                newValue
            );
        }
    }

    private static IEnumerable<JsonNode?> Missing(IReadOnlyList<JsonNode?> from, IReadOnlyList<JsonNode?> other) =>
        from.Where(value => !other.Any(known => JsonNode.DeepEquals(known, value)));
}
