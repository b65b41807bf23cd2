using System.Globalization;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Contract;

/// <summary>Reads the operations of a contract.</summary>
internal static class OperationReader
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    public static IEnumerable<ContractOperation> Read(JsonObject document, SchemaReader schemas)
    {
        foreach (var (template, item) in (JsonObject)document["paths"]!)
        {
            foreach (var method in Methods)
            {
                if (item![method] is JsonObject operation)
                {
                    yield return Read(template, method, operation, item["parameters"] as JsonArray ?? [], schemas);
                }
            }
        }
    }

    private static ContractOperation Read(string template, string method, JsonObject node, JsonArray shared, SchemaReader schemas)
    {
        var parameters = shared.Concat(node["parameters"] as JsonArray ?? []).Select(one => schemas.Dereference(one!)).ToList();
        var query = parameters
            .Where(one => Text(one, "in") == "query")
            .ToDictionary(one => Text(one, "name")!, one => schemas.Use(one["schema"]!).Schema);
        var answers = Successes((JsonObject)node["responses"]!, schemas);
        var (status, response) = answers.FirstOrDefault(answer => answer.Status == 201, answers.Count > 0 ? answers[0] : (200, null));
        var envelope = Text(node, "x-envelope");
        var body = node["requestBody"] is { } request ? Content(schemas.Dereference(request), schemas)?.Schema : null;
        if (body is not null && envelope is not null)
        {
            body = body.Properties[envelope].Schema;
        }

        var wrapper = Text(node, "x-result-envelope") ?? OnlyList(response);
        var answer = wrapper is null ? response?.Schema : response!.Schema.Properties[wrapper].Schema;

        return new ContractOperation
        {
            Id = Text(node, "operationId") ?? $"{method} {template}",
            Method = method.ToUpperInvariant(),
            Template = template,
            Tag = (node["tags"] as JsonArray)?[0]?.GetValue<string>() ?? "",
            Kind = Kind(method, template, answer?.Kind == SchemaKind.Array, Text(node, "x-method")),
            Envelope = envelope,
            BodyRequired = node["requestBody"]?["required"]?.GetValue<bool>() ?? false,
            Paged = Text(node, "x-pagination") == "cursor",
            Request = body,
            SuccessStatus = status,
            Response = response,
            Responses = answers.Where(one => one.Response is not null).ToDictionary(one => one.Status, one => one.Response!),
            Deprecated = node["deprecated"]?.GetValue<bool>() ?? false,
            Statuses = [.. ((JsonObject)node["responses"]!).Select(entry => entry.Key)],
            Wrapper = wrapper,
            Filter = query.GetValueOrDefault("filter"),
            Expandable = query.GetValueOrDefault("expand[]")?.Items?.Schema.Enum ?? [],
            SortProperties = query.GetValueOrDefault("sort_property")?.Enum ?? [],
            QueryParameters = query.Keys,
        };
    }

    // A list in an object of its own, where the contract does not name the property.
    private static string? OnlyList(SchemaUse? response) =>
        response?.Schema is { Kind: SchemaKind.Object } whole
        && whole.Properties.Count == 1
        && whole.Properties.GetAt(0) is { Value.Schema: { Kind: SchemaKind.Array, Items.Schema.Name.Length: > 0 } } only
            ? only.Key
            : null;

    private static List<(int Status, SchemaUse? Response)> Successes(JsonObject responses, SchemaReader schemas)
    {
        var answers = new List<(int, SchemaUse?)>();
        foreach (var (code, response) in responses.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 200 and < 300)
            {
                answers.Add((status, Content(schemas.Dereference(response!), schemas)));
            }
        }

        return answers;
    }

    private static SchemaUse? Content(JsonNode node, SchemaReader schemas) =>
        node["content"]?["application/json"]?["schema"] is { } schema ? schemas.Use(schema) : null;

    private static OperationKind Kind(string method, string template, bool list, string? name) =>
        method switch
        {
            "get" when list => OperationKind.List,
            "get" => template.Contains("/{id}/", StringComparison.Ordinal) ? OperationKind.View : OperationKind.Get,
            "put" or "patch" => OperationKind.Update,
            "delete" when !template.Contains("/{id}/", StringComparison.Ordinal) => OperationKind.Delete,
            "delete" => OperationKind.Action,
            _ when name == "Upsert" => OperationKind.Upsert,
            _ => template.Contains("/{id}", StringComparison.Ordinal) ? OperationKind.Action : OperationKind.Create,
        };

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();
}
