using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>One attribute of a filter with the values that it accepts.</summary>
internal sealed record AttributeFilter(string Name, SchemaKind Kind, IReadOnlyList<string> Values)
{
    public bool Accepts(object? value) =>
        value switch
        {
            JsonArray items => items.Any(item => AcceptsOne(item!.ToString())),
            JsonValue one => AcceptsOne(one.ToString()),
            null => false,
            bool flag => AcceptsOne(flag ? "true" : "false"),
            _ => AcceptsOne(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        };

    private bool AcceptsOne(string text) => Values.Contains(text, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Reads <c>filter[attribute]=a,b</c>.</summary>
internal static class FilterReader
{
    private const string Prefix = "filter[";

    [Behavior(
        "Values of one attribute are comma-separated alternatives; attributes combine with AND",
        Evidence.Documented,
        "vendor guide, filtering"
    )]
    [Behavior("An unknown key inside filter returns 400", Evidence.Observed, "vendor skill, contacts, 2026-08")]
    [Behavior("The array form filter[x][] returns 400", Evidence.Assumed, "no source documents the form")]
    [Behavior("filter on a list that documents none is ignored", Evidence.Assumed, "as other unknown parameters")]
    public static IReadOnlyList<AttributeFilter> Read(Call call)
    {
        return call.Operation.Filter is { } schema ? Read(call, schema, 400) : [];
    }

    /// <summary>Reads a filter.</summary>
    /// <param name="call">The call.</param>
    /// <param name="schema">Schema with the known attributes.</param>
    /// <param name="refusal">Status of the response to an unknown attribute.</param>
    public static IReadOnlyList<AttributeFilter> Read(Call call, ContractSchema schema, int refusal)
    {
        var filters = new List<AttributeFilter>();
        foreach (var (key, text) in call.Query.Pairs)
        {
            if (!key.StartsWith(Prefix, StringComparison.Ordinal) || !key.EndsWith(']'))
            {
                continue;
            }

            var name = key[Prefix.Length..^1];
            if (!schema.Properties.TryGetValue(name, out var use))
            {
                throw ApiProblem.Error(refusal, $"found unpermitted parameter: :{name.Split(']')[0]}");
            }

            filters.Add(new AttributeFilter(name, use.Schema.Kind, [.. Values(call.Operation, use.Schema, name, text)]));
        }

        return filters;
    }

    [Behavior("A filter value that is not in a documented list returns 422", Evidence.Documented, "published spec 2026-08, workflow runs")]
    [Behavior("Lists that do not document 422 return 400 for such a filter value", Evidence.Assumed, "as they do unknown attributes")]
    [Behavior("A filter value that is not a number where ids are compared matches nothing", Evidence.Assumed, "not published")]
    private static IEnumerable<string> Values(ContractOperation operation, ContractSchema schema, string name, string text)
    {
        var item = schema.Items?.Schema ?? schema;
        foreach (var value in schema.Kind == SchemaKind.Array ? text.Split(',', StringSplitOptions.TrimEntries) : [text.Trim()])
        {
            string[] allowed = item.Kind == SchemaKind.Boolean ? ["true", "false"] : [.. item.Enum];
            if (allowed.Length > 0 && !allowed.Contains(value))
            {
                throw NotIncluded(operation, name);
            }

            yield return value;
        }
    }

    /// <summary>The refusal of a value outside a list.</summary>
    public static ApiProblem NotIncluded(ContractOperation operation, string name)
    {
        var message = $"{RequestBodyReader.Label("", name)} is not included in the list";
        return operation.Statuses.Contains("422") ? ApiProblem.Unprocessable(message) : ApiProblem.Error(400, message);
    }
}
