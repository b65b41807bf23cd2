using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Drift.Contract;
using ClickFunnels.Drift.Diff.Checks;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff;

/// <summary>Collects findings; the same change of a shared schema, met in several operations, is one finding.</summary>
internal sealed class DiffFindings(ApiDocument before, ApiDocument after, TimeProvider? clock = null)
{
    private const int MaxValue = 300;
    private readonly Dictionary<(string Rule, string Pointer, string? Old, string? New), (Finding Finding, SortedSet<string> Operations)> _found = [];

    public ApiDocument Old { get; } = before;

    public ApiDocument New { get; } = after;

    public CSharpNames Names { get; } = new(before, after);

    /// <summary>Which components of the two documents are the same.</summary>
    public ComponentNames Components { get; } = new(before, after);

    /// <summary>The day on which the documents are compared (UTC): what sunsets are measured by.</summary>
    public DateOnly Today { get; } = DateOnly.FromDateTime((clock ?? TimeProvider.System).GetUtcNow().UtcDateTime);

    /// <summary>Operations that findings are added for at the moment, by name; the engine sets them, and checks of whole documents themselves.</summary>
    public IReadOnlyCollection<string> Operations { get; set; } = [];

    /// <summary>Adds a finding that lies in the new document.</summary>
    public void Add(Rule rule, string pointer, string message, string? oldValue = null, string? newValue = null) =>
        Add(rule, New, pointer, message, oldValue, newValue);

    /// <summary>Adds a finding about something that only the old document has.</summary>
    public void AddRemoved(Rule rule, string pointer, string message, string? oldValue = null, string? newValue = null) =>
        Add(rule, Old, pointer, message, oldValue, newValue);

    /// <summary>Adds a finding about a schema at a place, if the rule exists there. The message begins with the C# name of what changed.</summary>
    /// <param name="rules">The rules of one idea.</param>
    /// <param name="schemas">The schemas.</param>
    /// <param name="keyword">The keyword that changed: what the pointer ends in.</param>
    /// <param name="says">Goes on after the name: <c>has to be "a" now</c>.</param>
    /// <param name="oldValue">What it was.</param>
    /// <param name="newValue">What it is.</param>
    public void Add(SchemaRules rules, SchemaPair schemas, string keyword, string says, string? oldValue = null, string? newValue = null)
    {
        if (rules.At(schemas.Place) is not { } rule)
            return;
        if (schemas.New.Has(keyword) || !schemas.Old.Has(keyword))
            Add(rule, schemas.New.Place(keyword), $"{Subject(schemas, schemas.New.Place(keyword))} {says}.", oldValue, newValue);
        else
            AddRemoved(rule, schemas.Old.Place(keyword), $"{Subject(schemas, schemas.Old.Place(keyword))} {says}.", oldValue, newValue);
    }

    /// <summary>What a schema is to a C# caller: <c>Contact.FirstName</c>, or a description where it has no name of its own.</summary>
    public string Subject(SchemaPair schemas, string pointer) => Names.Member(pointer) ?? schemas.Place switch
    {
        Place.RequestParameter => $"Parameter {schemas.Name}",
        Place.RequestParameterProperty => $"Attribute {schemas.Name}",
        Place.ResponseHeader => $"Header {schemas.Name}",
        Place.RequestBody => "The request body",
        Place.ResponseBody => "The answer",
        Place.RequestProperty => $"Property {schemas.Name} of the request",
        _ => $"Property {schemas.Name} of the answer",
    };

    /// <summary>The greatest step of the semantic version that the findings so far demand.</summary>
    public VersionStep Step => _found.Count == 0 ? VersionStep.None : _found.Values.Max(entry => entry.Finding.Rule.Step);

    /// <summary>Whether a rule has found the change of an old value so far.</summary>
    public bool Contains(Rule rule, string oldValue) => _found.Keys.Any(key => key.Rule == rule.Id && key.Old == oldValue);

    public IReadOnlyList<Finding> ToList() => Report.Sort(_found.Values.Select(entry => entry.Finding with
    {
        Operations = [.. entry.Operations],
        Message = entry.Operations.Count > 1 && entry.Finding.Message.StartsWith("client.", StringComparison.Ordinal)
            ? $"{entry.Finding.Message} The same goes for {Counted(entry.Operations.Count - 1, "more method")}."
            : entry.Finding.Message,
    }));

    private static string Counted(int count, string noun) => count == 1 ? $"one {noun}" : $"{count} {noun}s";

    /// <summary>A value as a person reads it; long ones are cut.</summary>
    public static string Text(JsonNode? value)
    {
        var text = value is JsonValue single && single.TryGetValue<string>(out var plain) ? plain : value?.ToJsonString(JsonSerializerOptions.Default) ?? "null";
        return text.Length > MaxValue ? text[..MaxValue] + "…" : text;
    }

    private void Add(Rule rule, ApiDocument document, string pointer, string message, string? oldValue, string? newValue)
    {
        var key = (rule.Id, pointer, oldValue, newValue);
        if (!_found.TryGetValue(key, out var entry))
        {
            entry = (new Finding
            {
                Rule = rule,
                Pointer = pointer,
                Message = message,
                OldValue = oldValue,
                NewValue = newValue,
                File = document.File.Name,
                Position = document.File.PositionOf(pointer),
            }, new SortedSet<string>(StringComparer.Ordinal));
            _found.Add(key, entry);
        }
        else if (string.CompareOrdinal(message, entry.Finding.Message) < 0)
        {
            // Which operation is met first depends on the order of keys; what is said of them all must not.
            _found[key] = (entry.Finding with { Message = message }, entry.Operations);
        }

        entry.Operations.UnionWith(Operations);
    }
}
