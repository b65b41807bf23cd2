using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// Checks a keyword that constrains a value beyond its type. The client does not check such constraints: the service refuses requests
/// that violate them, and responses may contain values that code does not expect.
/// </summary>
internal abstract class ConstraintCheck : ISchemaCheck
{
    private readonly string _keyword;
    private readonly SchemaRules _added;
    private readonly SchemaRules _removed;
    private readonly SchemaRules _changed;

    /// <param name="keyword">The keyword.</param>
    /// <param name="suffix">The part of the rule ids that names the keyword.</param>
    /// <param name="demand">The constraint, for the documentation: <c>it must not contain the same item twice</c>.</param>
    /// <param name="positions">The positions to check; bodies if null.</param>
    protected ConstraintCheck(string keyword, string suffix, string demand, IReadOnlyList<SchemaPosition>? positions = null)
    {
        _keyword = keyword;
        positions ??= SchemaPositions.Bodies;
        _added = new SchemaRules(
            $"{suffix}-added",
            positions,
            Severity.Breaking,
            Severity.Info,
            $"A constraint is added to {{0}} ({demand}): requests that violate it were accepted before and are refused now.",
            $"A constraint is added to {{0}} ({demand}): callers do not have to change anything."
        );
        _removed = new SchemaRules(
            $"{suffix}-removed",
            positions,
            Severity.Info,
            Severity.Warning,
            $"A constraint is removed from {{0}} ({demand}): more values are accepted than before.",
            $"A constraint is removed from {{0}} ({demand}): code that relies on it may fail; the client does not check it."
        );
        _changed = new SchemaRules(
            $"{suffix}-changed",
            positions,
            Severity.Breaking,
            Severity.Warning,
            $"A constraint of {{0}} changes ({demand}): requests that were accepted before may be refused.",
            $"A constraint of {{0}} changes ({demand}): code that relies on the old one may fail; the client " + "does not check it."
        );
    }

    public virtual IEnumerable<Rule> Rules => [.. _added.All, .. _removed.All, .. _changed.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (!schemas.Old.Has(_keyword) && !schemas.New.Has(_keyword))
        {
            return;
        }

        var (before, after) = (Entries(schemas.Old), Entries(schemas.New));
        var request = schemas.Position.Direction() == Direction.Request;
        foreach (var (key, value) in after.Where(entry => !before.ContainsKey(entry.Key)))
        {
            var meaning = request ? ": requests that violate it are refused" : "";
            findings.Add(_added, schemas, _keyword, $"gets the constraint that {Demand(key, value)}{meaning}", null, Value(key, value));
        }

        foreach (var (key, value) in before.Where(entry => !after.ContainsKey(entry.Key)))
        {
            var meaning = request ? ": more values are accepted than before" : ": code that relies on it may fail";
            findings.Add(_removed, schemas, _keyword, $"loses the constraint that {Demand(key, value)}{meaning}", Value(key, value));
        }

        foreach (var (key, value) in before)
        {
            if (!after.TryGetValue(key, out var now) || Same(value, now))
            {
                continue;
            }

            var meaning = request ? "requests that were accepted may be refused" : "code that relies on the old one may fail";
            findings.Add(
                _changed,
                schemas,
                _keyword,
                $"now has the constraint that {Demand(key, now)}: {meaning}",
                Value(key, value),
                Value(key, now)
            );
        }
    }

    /// <summary>Gets the constraint for a value of the keyword, to follow <c>the constraint that</c>.</summary>
    protected abstract string Demand(string key, JsonNode? value);

    /// <summary>
    /// Gets the constraints of a schema by key; a keyword with a single constraint has an empty key. Trivial values are left out.
    /// </summary>
    protected virtual IReadOnlyDictionary<string, JsonNode?> Entries(Schema schema)
    {
        var value = schema.Keyword(_keyword);
        return value is null || IsTrivial(value) ? new Dictionary<string, JsonNode?>() : new Dictionary<string, JsonNode?> { [""] = value };
    }

    /// <summary>Returns true if a value of the keyword constrains nothing, such as the schema <c>true</c>.</summary>
    protected virtual bool IsTrivial(JsonNode value) =>
        value is JsonObject { Count: 0 } || value is JsonValue single && single.TryGetValue<bool>(out var flag) && flag;

    protected virtual bool Same(JsonNode? before, JsonNode? after) =>
        JsonNode.DeepEquals(WithoutAnnotations(Plain(before)), WithoutAnnotations(Plain(after)));

    // The schema true is the empty schema.
    private static JsonNode? Plain(JsonNode? value) =>
        value is JsonValue single && single.TryGetValue<bool>(out var flag) && flag ? new JsonObject() : value;

    private static string Value(string key, JsonNode? value) =>
        key.Length == 0 ? JsonValueText.Of(value) : $"{key}: {JsonValueText.Of(value)}";

    // Annotations in a nested schema are ignored; the names of properties are not annotations.
    private static JsonNode? WithoutAnnotations(JsonNode? node, bool isNames = false) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.Where(entry => isNames || entry.Key == "$ref" || !SchemaKeys.IsAnnotation(entry.Key))
                    .Select(entry =>
                        KeyValuePair.Create(
                            entry.Key,
                            WithoutAnnotations(entry.Value, !isNames && entry.Key is "properties" or "patternProperties")
                        )
                    )
            ),
            JsonArray list => new JsonArray([.. list.Select(item => WithoutAnnotations(item))]),
            _ => node?.DeepClone(),
        };
}
