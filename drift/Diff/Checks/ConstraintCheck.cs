using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// A keyword that demands something of a value beyond its type, which is added, removed or changed. The client does not check such
/// demands: requests meet them at the server, and answers may surprise code that counts on them.
/// </summary>
internal abstract class ConstraintCheck : ISchemaCheck
{
    private readonly string _keyword;
    private readonly SchemaRules _added;
    private readonly SchemaRules _removed;
    private readonly SchemaRules _changed;

    /// <param name="keyword">The keyword.</param>
    /// <param name="suffix">What the names of its rules begin with after the place.</param>
    /// <param name="demand">What it demands, for the documentation: <c>it must not hold the same item twice</c>.</param>
    /// <param name="places">Where it is looked for; in bodies when null.</param>
    protected ConstraintCheck(string keyword, string suffix, string demand, IReadOnlyList<Place>? places = null)
    {
        _keyword = keyword;
        places ??= Places.Bodies;
        _added = new SchemaRules(
            $"{suffix}-added",
            places,
            Severity.Breaking,
            Severity.Info,
            $"A rule is added for {{0}}, that {demand}: requests that break it, which worked before, are refused.",
            $"A rule is added for {{0}}, that {demand}: callers need not change anything."
        );
        _removed = new SchemaRules(
            $"{suffix}-removed",
            places,
            Severity.Info,
            Severity.Warning,
            $"A rule is removed for {{0}}, that {demand}: more is accepted than before.",
            $"A rule is removed for {{0}}, that {demand}: code that counts on it may fail, though the client itself does not check it."
        );
        _changed = new SchemaRules(
            $"{suffix}-changed",
            places,
            Severity.Breaking,
            Severity.Warning,
            $"A rule is another for {{0}}, that {demand}: requests that worked before may be refused.",
            $"A rule is another for {{0}}, that {demand}: code that counts on the old one may fail, though the client itself "
                + "does not check it."
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
        var request = schemas.Place.Direction() == Direction.Request;
        foreach (var (key, value) in after.Where(entry => !before.ContainsKey(entry.Key)))
        {
            var meaning = request ? ": requests that break it are refused" : "";
            findings.Add(_added, schemas, _keyword, $"gets the rule that {Demand(key, value)}{meaning}", null, Value(key, value));
        }

        foreach (var (key, value) in before.Where(entry => !after.ContainsKey(entry.Key)))
        {
            var meaning = request ? ": more is accepted than before" : ": code that counts on it may fail";
            findings.Add(_removed, schemas, _keyword, $"loses the rule that {Demand(key, value)}{meaning}", Value(key, value));
        }

        foreach (var (key, value) in before)
        {
            if (!after.TryGetValue(key, out var now) || Same(value, now))
            {
                continue;
            }

            var meaning = request ? "requests that worked may be refused" : "code that counts on the old one may fail";
            findings.Add(
                _changed,
                schemas,
                _keyword,
                $"has another rule now, that {Demand(key, now)}: {meaning}",
                Value(key, value),
                Value(key, now)
            );
        }
    }

    /// <summary>What the keyword demands of this value, to follow <c>the rule that</c>.</summary>
    protected abstract string Demand(string key, JsonNode? value);

    /// <summary>
    /// The demands of a schema by key; a keyword with a single demand has an empty key. What demands nothing is left out.
    /// </summary>
    protected virtual IReadOnlyDictionary<string, JsonNode?> Entries(Schema schema)
    {
        var value = schema.Keyword(_keyword);
        return value is null || IsTrivial(value) ? new Dictionary<string, JsonNode?>() : new Dictionary<string, JsonNode?> { [""] = value };
    }

    /// <summary>Whether a value of the keyword demands nothing: the schema <c>true</c>, say.</summary>
    protected virtual bool IsTrivial(JsonNode value) =>
        value is JsonObject { Count: 0 } || value is JsonValue single && single.TryGetValue<bool>(out var flag) && flag;

    protected virtual bool Same(JsonNode? before, JsonNode? after) =>
        JsonNode.DeepEquals(WithoutAnnotations(before), WithoutAnnotations(after));

    private static string Value(string key, JsonNode? value) =>
        key.Length == 0 ? JsonValueText.Of(value) : $"{key}: {JsonValueText.Of(value)}";

    // A schema within a keyword says the same whatever its descriptions; names of properties are no annotations.
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
