using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Drift.Import.Conventions;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Moves every object and enumeration to the components, with a name that depends on its meaning, never on its position.</summary>
internal sealed class NamedSchemas(ContractVocabulary names) : INormalizer
{
    public string Name => "named-schemas";

    public string Summary =>
        "Inline objects and enumerations are hoisted under names from operation and property (`XCreate`, `XCreateEnvelope`, "
        + "`XList`, `XFilter`); the vendor's names become ours; schemas get `x-usage` and descriptions.";

    public void Apply(JsonObject document, ImportLog log)
    {
        var book = new SchemaCollector(document, names, (pointer, what) => log.Add(this, pointer, what));
        foreach (var (name, parameter) in document["components"].Get("parameters") as JsonObject ?? [])
        {
            if (parameter is not JsonObject map || map["schema"] is not JsonObject schema)
            {
                continue;
            }

            var own = names.Contract["components"].Get("parameters").Get(name).Get("schema") as JsonObject;
            map["schema"] = book.Parameter(
                schema,
                own,
                name,
                map["name"]?.ToString() == "filter" ? "filter" : null,
                $"/components/parameters/{name}/schema"
            );
        }

        foreach (var operation in OperationNode.All(document))
        {
            var own = names.Operation(operation);
            Request(document, book, operation, own);
            foreach (var (status, response) in operation.Node["responses"] as JsonObject ?? [])
            {
                if (status is ['2' or '3', ..])
                {
                    Response(document, book, operation, own, status, (JsonObject)response!);
                }
            }

            OperationKeys.Sort(operation.Node);
        }

        foreach (var kept in (string[])["Error", "ValidationErrors", "UnprocessableError", "Identifier"])
        {
            if (document["components"].Get("schemas").Get(kept) is JsonObject ours && !book.Schemas.ContainsKey(kept))
            {
                book.Schemas[kept] = ours.DeepClone();
            }
        }

        document.Child("components")["schemas"] = book.Schemas;
    }

    private static void Request(JsonObject document, SchemaCollector book, OperationNode operation, OperationNode? own)
    {
        if (
            operation.Node["requestBody"].Get("content").Get("application/json") is not JsonObject media
            || media["schema"] is not JsonObject schema
        )
        {
            return;
        }

        var record = ContractVocabulary.Record(operation.Tag!);
        var pointer = operation.Pointer + "/requestBody/content/application~1json/schema";
        var ours = own?.Node["requestBody"].Get("content").Get("application/json").Get("schema") as JsonObject;
        var method = operation.Text("x-method")!;
        if (operation.Text("x-envelope") is not { } key || document.Resolve(schema).Get("properties").Get(key) is not JsonObject inner)
        {
            media["schema"] = book.Use(schema, ours, new SchemaName(record + method, IsWhole: true), "request", pointer);
            return;
        }

        var (oursName, oursNode) = book.Ours(ours);
        var used = book.Use(
            inner,
            (oursNode.Get("properties") as JsonObject)?.FirstOrDefault().Value as JsonObject,
            new SchemaName(record + method, IsWhole: true),
            "request",
            pointer
        );
        var innerName = used.Reference()?[SchemaCollector.Prefix.Length..] ?? record + method;
        media["schema"] = book.Envelope(
            oursNode.Get("x-usage")?.ToString() == "envelope" ? oursName! : innerName + "Envelope",
            innerName,
            key,
            used
        );
    }

    private static void Response(
        JsonObject document,
        SchemaCollector book,
        OperationNode operation,
        OperationNode? own,
        string status,
        JsonObject response
    )
    {
        if (response["content"].Get("application/json") is not JsonObject media || media["schema"] is not JsonObject schema)
        {
            return;
        }

        var pointer = $"{operation.Pointer}/responses/{status}/content/application~1json/schema";
        var ours = own?.Node["responses"].Get(status).Get("content").Get("application/json").Get("schema") as JsonObject;
        var record = ContractVocabulary.Record(operation.Tag!);
        var method = operation.Text("x-method")!;
        var result = document.Resolve(schema);
        if (result?.Is("array") == true && result["items"] is JsonObject items)
        {
            media["schema"] = List(book, items, ours, record, operation, pointer);
        }
        else if (
            result.Get("properties") is JsonObject { Count: 1 } properties
            && properties.First() is var (key, value)
            && operation.Method == "get"
            && value is JsonObject member
            && document.Resolve(member) is { } enveloped
            && (enveloped.Is("array") && document.Resolve(enveloped["items"])?.ContainsKey("properties") == true)
        )
        {
            var oursNode = book.Ours(ours).Node;
            var oursItems =
                book.Ours((oursNode.Get("properties") as JsonObject)?.FirstOrDefault().Value as JsonObject).Node.Get("items") as JsonObject;
            var used = book.Use((JsonObject)enveloped["items"]!, oursItems, new SchemaName(record, IsWhole: true), "response", pointer);
            var name = used.Reference()?[SchemaCollector.Prefix.Length..] ?? record;
            operation.Node["x-result-envelope"] = key;
            media["schema"] = book.Envelope(name + "ListEnvelope", name, key, new JsonObject { ["type"] = "array", ["items"] = used });
        }
        else
        {
            media["schema"] = book.Use(
                schema,
                ours,
                new SchemaName(
                    method is "Get" or "Create" or "Update" or "Patch" or "Upsert" ? record : record + method + "Result",
                    IsWhole: true
                ),
                "response",
                pointer
            );
        }
    }

    private static JsonObject List(
        SchemaCollector book,
        JsonObject items,
        JsonObject? ours,
        string record,
        OperationNode operation,
        string pointer
    )
    {
        var oursItems = book.Ours(ours).Node.Get("items") as JsonObject;
        var used = book.Use(items, oursItems, new SchemaName(record, IsWhole: true), "response", pointer + "/items");
        if (used.Reference() is not { } target)
        {
            return new JsonObject { ["type"] = "array", ["items"] = used };
        }

        var name = book.Ours(ours).Name ?? target[SchemaCollector.Prefix.Length..] + "List";
        return book.List(name, used, operation.Text("x-pagination") is not null);
    }
}
