using System.Text.Json.Nodes;
using ClickFunnels.Cli.Catalog;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Operations;

namespace ClickFunnels.CommandCatalog;

/// <summary>Reads what a command needs of an operation.</summary>
internal static class OperationReader
{
    private const string Json = "application/json";
    private const string Form = "multipart/form-data";

    public static CatalogOperation Read(
        ApiContract contract,
        ContractOperation operation,
        IReadOnlyList<ContractOperation> siblings,
        FieldReader fields
    )
    {
        var root = contract.Document.Root;
        var scope = Text(root, "x-scope-parameter");
        var definition = operation.Definition;
        var host = definition.Text("x-host");
        var paging = operation.Pagination;
        var properties = Record(operation, out var isList)?.Properties ?? [];
        var status = siblings.FirstOrDefault(other => other.Definition.Text("x-completion") is not null);
        var starts = operation.Method == "POST" && status is not null && !operation.IsMember;
        return new CatalogOperation
        {
            Name = CommandNames.Of(definition.Text("x-method")!),
            Id = operation.Id,
            Summary = definition.Text("summary") ?? definition.Text("description") ?? operation.Id,
            Description = definition.Text("description") ?? "",
            Method = operation.Method,
            Route = operation.Template.TrimStart('/'),
            Host = host == Text(root, "x-default-host") ? null : host,
            Deprecated = operation.Deprecated,
            Beta = definition.Node["x-beta"] is not null,
            Ids = [.. definition.PathParameters.Where(parameter => parameter.Name != scope).Select(fields.Parameter)],
            Query =
            [
                .. definition
                    .Parameters.Where(parameter => parameter.In == "query" && parameter.Name != PagingParameter(paging))
                    .Select(fields.Parameter),
            ],
            Paging = paging,
            IsList = isList,
            HasResult = operation.Responses.Count > 0,
            Idempotent = definition.Node["x-idempotent"] is not null,
            Envelope = operation.Envelope,
            ResultEnvelope = definition.Text("x-result-envelope"),
            ResultEnvelopeOptional = definition.Node["x-result-envelope-optional"] is not null,
            Body = Body(definition, operation.Envelope) is { } body ? fields.Field("", body, operation.BodyRequired) : null,
            BodyRequired = operation.BodyRequired,
            Form =
                definition.Text("x-form") is null ? null
                : definition.Body!.Content.ContainsKey(Json) ? "form-with-files"
                : "form",
            Limited = operation.IsLimited,
            LimitedParameters = [.. operation.LimitedParameters],
            StatusId = starts ? status!.Id : null,
            Completion = definition.Text("x-completion"),
            Asks = Asks(operation, definition, starts),
            ResultFields = [.. properties.Select(property => property.Key)],
            Columns =
            [
                .. properties
                    .Where(property => property.Value.Schema.Kind is not (SchemaKind.Object or SchemaKind.Array))
                    .Select(property => property.Key),
            ],
            Secrets =
            [
                .. properties
                    .Concat(operation.Request?.Properties ?? [])
                    .Where(property => property.Value.Schema.Kind != SchemaKind.Boolean)
                    .Select(property => property.Key)
                    .Distinct()
                    .Where(contract.Secrets.Contains),
            ],
        };
    }

    private static bool Asks(ContractOperation operation, ApiOperation definition, bool starts)
    {
        var method = definition.Text("x-method")!;
        return operation.Method == "DELETE"
            || method.StartsWith("Delete", StringComparison.Ordinal)
            || method.StartsWith("Remove", StringComparison.Ordinal)
            || method.StartsWith("Erase", StringComparison.Ordinal)
            || starts && !operation.Template.EndsWith("/export_actions", StringComparison.Ordinal);
    }

    // The record in the response: an item of a list, or what its envelope wraps.
    private static ContractSchema? Record(ContractOperation operation, out bool isList)
    {
        var schema = operation.Wrapper is { } wrapper ? operation.Response?.Schema.Properties[wrapper].Schema : operation.Response?.Schema;
        isList = schema?.Kind == SchemaKind.Array || operation.Pagination is not null;
        return schema?.Kind == SchemaKind.Array ? schema.Items?.Schema : schema;
    }

    private static Schema? Body(ApiOperation operation, string? envelope)
    {
        var content = operation.Body?.Content;
        var schema = (content?.GetValueOrDefault(Json) ?? content?.GetValueOrDefault(Form))?.Schema;
        return envelope is null ? schema : schema?.Properties[envelope];
    }

    private static string? PagingParameter(string? paging) => paging == "cursor" ? "after" : paging;

    private static string? Text(JsonObject root, string key) => root[key]?.GetValue<string>();
}
