using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Contracts.Operations;

/// <summary>Converts the operations of a document to the form that the engine works with.</summary>
internal static class OperationReader
{
    private const string Json = "application/json";
    private const string Form = "multipart/form-data";

    public static ContractOperation Read(ApiOperation operation, SchemaReader schemas, string? member, IReadOnlySet<string> withEnvelope)
    {
        var query = operation
            .Parameters.Where(parameter => parameter.In == "query")
            .ToDictionary(parameter => parameter.Name, parameter => schemas.Use(parameter.Schema).Schema);
        var resultEnvelope = operation.Text("x-result-envelope");
        var successes = Successes(operation, schemas, resultEnvelope, withEnvelope.Contains(operation.OperationId ?? ""));
        var (status, response) = successes.FirstOrDefault(
            success => success.Status == 201,
            successes.Count == 0 ? (200, null)
                : successes.TrueForAll(success => success.Response is null) ? successes[^1]
                : successes[0]
        );
        var envelope = operation.Text("x-envelope");
        var body = operation.Body is { } request ? Content(request.Content, schemas)?.Schema : null;
        if (body is not null && envelope is not null)
        {
            body = body.Properties[envelope].Schema;
        }

        var wrapper =
            resultEnvelope is not null && (response is null || !IsEnvelope(response, resultEnvelope))
                ? null
                : resultEnvelope ?? OnlyList(response);
        var result = wrapper is null ? response?.Schema : response!.Schema.Properties[wrapper].Schema;

        return new ContractOperation
        {
            Definition = operation,
            Id = operation.OperationId ?? operation.Name,
            Method = operation.Method,
            Template = operation.Path,
            Tag = operation.Tags is [var tag, ..] ? tag : "",
            Kind = Kind(operation, member, result?.Kind == SchemaKind.Array),
            Member = member,
            Envelope = envelope,
            BodyRequired = operation.Body?.Required ?? false,
            Pagination = operation.Text("x-pagination"),
            TakesForms = operation.Body?.Content.ContainsKey(Form) == true,
            Request = body,
            SuccessStatus = status,
            Response = response,
            Responses = successes
                .Where(success => success.Response is not null)
                .ToDictionary(success => success.Status, success => success.Response!),
            Deprecated = operation.Deprecated,
            Statuses = [.. operation.Responses.Keys],
            Wrapper = wrapper,
            Filter = query.GetValueOrDefault("filter"),
            Expandable = query.GetValueOrDefault("expand[]")?.Items?.Schema.Enum ?? [],
            SortProperties = query.GetValueOrDefault("sort_property")?.Enum ?? [],
            IsLimited = operation.Node["x-limited"]?.ToString() == "true",
            LimitedParameters = [.. (operation.Node["x-limited-parameters"] as JsonArray ?? []).Select(name => name!.ToString())],
            NaturalKey = [.. (operation.Node["x-natural-key"] as JsonArray ?? []).Select(name => name!.ToString())],
            QueryParameters = query.Keys,
            Query = query,
        };
    }

    // A list in an object of its own, where the contract does not name the property.
    private static string? OnlyList(SchemaUse? response) =>
        response?.Schema is { Kind: SchemaKind.Object } whole
        && whole.Properties.Count == 1
        && whole.Properties.GetAt(0) is { Value.Schema: { Kind: SchemaKind.Array, Items.Schema.Name.Length: > 0 } } only
            ? only.Key
            : null;

    private static List<(int Status, SchemaUse? Response)> Successes(
        ApiOperation operation,
        SchemaReader schemas,
        string? wrapper,
        bool wrapped
    )
    {
        var successes = new List<(int, SchemaUse?)>();
        foreach (var (code, response) in operation.Responses.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 200 and < 300)
            {
                successes.Add((status, OneForm(Content(response.Content, schemas), wrapper, wrapped)));
            }
        }

        return successes;
    }

    // Where the contract allows the record with and without an envelope, the emulator returns one of the forms.
    private static SchemaUse? OneForm(SchemaUse? response, string? wrapper, bool wrapped) =>
        wrapper is not null && response?.Schema is { Properties.Count: 0, Alternatives: { Count: > 0 } forms }
            ? forms.Find(form => IsEnvelope(form, wrapper) == wrapped) ?? response
            : response;

    // A record may have a property of the same name as its envelope; such a record is a schema of its own.
    private static bool IsEnvelope(SchemaUse form, string wrapper) =>
        form.Schema.Properties.ContainsKey(wrapper)
        && (form.Schema.Name.Length == 0 || form.Schema.Name.EndsWith("Envelope", StringComparison.Ordinal));

    private static SchemaUse? Content(IReadOnlyDictionary<string, ApiContent> content, SchemaReader schemas) =>
        (content.GetValueOrDefault(Json) ?? content.GetValueOrDefault(Form))?.Schema is { } schema ? schemas.Use(schema) : null;

    private static OperationKind Kind(ApiOperation operation, string? member, bool list)
    {
        // Below a member is a part or an action of it.
        var isBelow = member is not null && operation.Path.Contains($"/{{{member}}}/", StringComparison.Ordinal);
        return operation.Method switch
        {
            "GET" when list => OperationKind.List,
            "GET" => isBelow ? OperationKind.View : OperationKind.Get,
            "PUT" or "PATCH" => OperationKind.Update,
            "DELETE" => isBelow ? OperationKind.Action : OperationKind.Delete,
            _ when operation.Text("x-method") == "Upsert" => OperationKind.Upsert,
            _ when operation.Text("x-method")?.StartsWith("Update", StringComparison.Ordinal) == true => OperationKind.Update,
            _ => member is null ? OperationKind.Create : OperationKind.Action,
        };
    }
}
