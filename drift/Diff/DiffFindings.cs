using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Drift.Diff.Checks;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff;

/// <summary>Collects findings. The same change of a shared schema in several operations is one finding.</summary>
internal sealed class DiffFindings(ApiDocument before, ApiDocument after, TimeProvider? clock = null)
{
    private readonly Dictionary<
        (string Rule, string Pointer, string? Old, string? New),
        (Finding Finding, SortedSet<string> Operations)
    > _found = [];

    public ApiDocument Old { get; } = before;

    public ApiDocument New { get; } = after;

    public CSharpNames Names { get; } = new(before, after);

    /// <summary>The components that are the same in both documents.</summary>
    public ComponentNames Components { get; } = new(before, after);

    /// <summary>The day of the comparison (UTC), which sunset dates are compared with.</summary>
    public DateOnly Today { get; } = DateOnly.FromDateTime((clock ?? TimeProvider.System).GetUtcNow().UtcDateTime);

    /// <summary>
    /// The names of the operations that findings are currently added for. The engine sets them; checks of whole documents set them
    /// themselves.
    /// </summary>
    public IReadOnlyCollection<string> Operations { get; set; } = [];

    /// <summary>Adds a finding with a position in the new document.</summary>
    public void Add(Rule rule, string pointer, string message, string? oldValue = null, string? newValue = null) =>
        Add(rule, New, pointer, message, oldValue, newValue);

    /// <summary>Adds a finding with a position in the old document.</summary>
    public void AddRemoved(Rule rule, string pointer, string message, string? oldValue = null, string? newValue = null) =>
        Add(rule, Old, pointer, message, oldValue, newValue);

    /// <summary>
    /// Adds a finding about a schema at a place, if the rule exists there. The message begins with the C# name of what changed.
    /// </summary>
    /// <param name="rules">The rules of one kind of change, by position.</param>
    /// <param name="schemas">The schemas.</param>
    /// <param name="keyword">The keyword that changed, which becomes the end of the pointer.</param>
    /// <param name="says">The predicate that follows the name: <c>has to be "a" now</c>.</param>
    /// <param name="oldValue">The old value.</param>
    /// <param name="newValue">The new value.</param>
    public void Add(SchemaRules rules, SchemaPair schemas, string keyword, string says, string? oldValue = null, string? newValue = null)
    {
        if (rules.At(schemas.Position) is { } rule)
        {
            Add(rule, schemas, keyword, says, oldValue, newValue);
        }
    }

    /// <summary>
    /// Adds a finding of a rule that does not depend on the position, such as one for read-only properties. The message begins as above.
    /// </summary>
    public void Add(Rule rule, SchemaPair schemas, string keyword, string says, string? oldValue = null, string? newValue = null)
    {
        var subject = Subject(schemas, PointerOf(schemas));
        if (schemas.New.Has(keyword) || !schemas.Old.Has(keyword))
        {
            Add(rule, schemas.New.PointerTo(keyword), $"{subject} {says}.", oldValue, newValue);
        }
        else
        {
            AddRemoved(rule, schemas.Old.PointerTo(keyword), $"{subject} {says}.", oldValue, newValue);
        }
    }

    /// <summary>Adds a finding about a schema as a whole: its type, or whether it may be null.</summary>
    public void AddWhole(SchemaRules rules, SchemaPair schemas, string says, string oldValue, string newValue)
    {
        if (rules.At(schemas.Position) is { } rule)
        {
            Add(rule, PointerOf(schemas), $"{Subject(schemas, PointerOf(schemas))} {says}.", oldValue, newValue);
        }
    }

    /// <summary>Adds a finding about a property of an object, with its position in the new document, or else in the old one.</summary>
    public void AddProperty(Rule? rule, SchemaPair owner, string name, string says, string? oldValue = null, string? newValue = null)
    {
        if (rule is null)
        {
            return;
        }

        var removed = !owner.New.Properties.TryGetValue(name, out var property);
        property ??= owner.Old.Properties[name];
        var subject = Subject(owner with { Position = owner.Position.Within(), Name = name }, property.UsePointer);
        Add(rule, removed ? Old : New, property.UsePointer, $"{subject} {says}.", oldValue, newValue);
    }

    /// <summary>
    /// Gets the pointer to show for a schema: its definition, unless that moved or the place of use adds keys to it.
    /// </summary>
    public static string PointerOf(SchemaPair schemas) =>
        schemas.Old.ComponentName == schemas.New.ComponentName && schemas.New.Identity == schemas.New.Pointer
            ? schemas.New.Pointer
            : schemas.New.UsePointer;

    /// <summary>Gets the name of a schema for a C# caller: <c>Contact.FirstName</c>, or a description if it has no name.</summary>
    public string Subject(SchemaPair schemas, string pointer) =>
        Names.Member(pointer)
        ?? schemas.Position switch
        {
            SchemaPosition.ResponseBody when schemas.Source is { } source => $"The payload of {source}",
            SchemaPosition.ResponseProperty when schemas.Source is { } source => $"Property {schemas.Name} of {source}",
            SchemaPosition.RequestBody when schemas.Source is { } source => $"The response to {source}",
            SchemaPosition.RequestProperty when schemas.Source is { } source => $"Property {schemas.Name} of the response to {source}",
            SchemaPosition.RequestParameter => $"Parameter {schemas.Name}",
            SchemaPosition.RequestParameterProperty => $"Attribute {schemas.Name}",
            SchemaPosition.ResponseHeader => $"Header {schemas.Name}",
            SchemaPosition.RequestBody => "The request body",
            SchemaPosition.ResponseBody => "The response",
            SchemaPosition.RequestProperty => $"Property {schemas.Name} of the request",
            _ => $"Property {schemas.Name} of the response",
        };

    /// <summary>The highest version step of the findings so far.</summary>
    public VersionStep Step => _found.Count == 0 ? VersionStep.None : _found.Values.Max(entry => entry.Finding.Rule.Step);

    /// <summary>Returns true if a rule has already reported the change of an old value.</summary>
    public bool Contains(Rule rule, string oldValue) => _found.Keys.Any(key => key.Rule == rule.Id && key.Old == oldValue);

    public IReadOnlyList<Finding> ToList() =>
        Report.Sort(
            _found.Values.Select(entry =>
                entry.Finding with
                {
                    Operations = [.. entry.Operations],
                    CSharp = CSharpHints.Of(entry.Finding, Names),
                    Message =
                        entry.Operations.Count > 1 && entry.Finding.Message.StartsWith("client.", StringComparison.Ordinal)
                            ? $"{entry.Finding.Message} The same applies to {Counted(entry.Operations.Count - 1, "more method")}."
                            : entry.Finding.Message,
                }
            )
        );

    private static string Counted(int count, string noun) => count == 1 ? $"one {noun}" : $"{count} {noun}s";

    private void Add(Rule rule, ApiDocument document, string pointer, string message, string? oldValue, string? newValue)
    {
        var key = (rule.Id, pointer, oldValue, newValue);
        if (!_found.TryGetValue(key, out var entry))
        {
            entry = (
                new Finding
                {
                    Rule = rule,
                    Pointer = pointer,
                    Message = message,
                    OldValue = oldValue,
                    NewValue = newValue,
                }.At(document.File.LocationOf(pointer)),
                new SortedSet<string>(StringComparer.Ordinal)
            );
            _found.Add(key, entry);
        }
        else if (string.CompareOrdinal(message, entry.Finding.Message) < 0)
        {
            // A shared definition has several users; it is named after the same one, independent of their order.
            _found[key] = (entry.Finding with { Message = message }, entry.Operations);
        }

        entry.Operations.UnionWith(Operations);
    }
}
