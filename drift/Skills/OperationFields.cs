using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Skills;

/// <summary>A body of an operation in the contract.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Schema">Its schema; null if the contract has no body there.</param>
/// <param name="Pointer">The place of the body.</param>
/// <param name="Shown">The body for people: <c>the request of POST /contacts</c>.</param>
internal sealed record OperationBody(ApiOperation Operation, Schema? Schema, string Pointer, string Shown);

/// <summary>The bodies, fields and query parameters of the operations of a contract.</summary>
internal sealed class OperationFields
{
    private const int MaxSchemas = 5_000;
    private readonly Dictionary<ApiOperation, HashSet<string>> _names = [];

    /// <summary>Gets the body of the request.</summary>
    public static OperationBody Request(ApiOperation operation) =>
        new(
            operation,
            operation.Body?.Content.Values.FirstOrDefault(content => content.Schema is not null)?.Schema,
            operation.Body?.Pointer ?? operation.Pointer + "/requestBody",
            $"the request of {operation.Name}"
        );

    /// <summary>Gets the bodies of the responses, those of successes first; only those of a status if one is given.</summary>
    public static IEnumerable<OperationBody> Responses(ApiOperation operation, int? status = null) =>
        operation
            .Responses.Values.Where(response => status is null || Covers(response.Status, status.Value))
            .OrderBy(response => !response.IsSuccess)
            .ThenBy(response => response.Status, StringComparer.Ordinal)
            .SelectMany(response =>
                response
                    .Content.Values.Where(content => content.Schema is not null)
                    .Take(1)
                    .Select(content => new OperationBody(
                        operation,
                        content.Schema,
                        content.Pointer,
                        $"the response {response.Status} to {operation.Name}"
                    ))
            );

    /// <summary>
    /// Gets the place that a field of a table would have: in the record of the request, or of the response if there is no request.
    /// </summary>
    public static string PlaceOf(ApiOperation operation, string name)
    {
        var schema = Request(operation).Schema ?? Responses(operation).FirstOrDefault()?.Schema;

        // The only property of a body is its envelope.
        schema =
            schema?.Items
            ?? (schema?.Properties is { Count: 1 } only && only.Values.First().Properties.Count > 0 ? only.Values.First() : schema);
        return JsonPointer.Append(schema is null ? operation.Pointer : schema.Pointer + "/properties", name);
    }

    /// <summary>Returns true if an operation has a field of this name in a body, at any depth, or a query parameter.</summary>
    public bool Has(ApiOperation operation, string name) => NamesOf(operation).Contains(name);

    /// <summary>Returns true if an operation has a query parameter, such as <c>after</c>, <c>ids[]</c> or <c>filter[id]</c>.</summary>
    public static bool HasParameter(ApiOperation operation, string name)
    {
        var parameters = operation.Parameters.Where(parameter => parameter.In == "query").ToList();
        if (parameters.Any(parameter => parameter.Name == name || parameter.Name == name + "[]"))
        {
            return true;
        }

        var parts = name.Split('[', ']').Where(part => part.Length > 0).ToList();
        if (parts.Count == 0 || parameters.FirstOrDefault(parameter => parameter.Name.Split('[')[0] == parts[0]) is not { } owner)
        {
            return false;
        }

        // filter[id] as a parameter of its own is known by its name only.
        if (owner.Name.Contains('[', StringComparison.Ordinal) && !owner.Name.EndsWith("[]", StringComparison.Ordinal))
        {
            return false;
        }

        IReadOnlyList<Schema> schemas = [owner.Schema];
        foreach (var part in parts.Skip(1))
        {
            var next = ExampleFields.Step(schemas, part);
            if (next is null)
            {
                return false;
            }

            schemas = next;
        }

        return true;
    }

    private HashSet<string> NamesOf(ApiOperation operation)
    {
        if (_names.TryGetValue(operation, out var known))
        {
            return known;
        }

        var names = operation.Parameters.SelectMany(parameter => parameter.Name.Split('[', ']')).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<Schema>();
        var waiting = new Queue<Schema>(
            Responses(operation)
                .Append(Request(operation))
                .Select(body => body.Schema)
                .Concat(operation.Parameters.Select(parameter => parameter.Schema))
                .OfType<Schema>()
        );
        while (waiting.TryDequeue(out var schema) && seen.Count < MaxSchemas)
        {
            foreach (var member in ExampleFields.Members([schema]).Where(seen.Add))
            {
                names.UnionWith(member.Properties.Keys);
                names.UnionWith((member.Enum ?? []).Select(value => value?.ToString() ?? ""));
                foreach (var inner in member.Properties.Values.Append(member.Items).Append(member.AdditionalProperties).OfType<Schema>())
                {
                    waiting.Enqueue(inner);
                }
            }
        }

        return _names[operation] = names;
    }

    private static bool Covers(string range, int status) =>
        range == status.ToString(System.Globalization.CultureInfo.InvariantCulture)
        || range.Length == 3 && range.EndsWith("XX", StringComparison.Ordinal) && range[0] - '0' == status / 100
        || range == "default" && status >= 400;
}
