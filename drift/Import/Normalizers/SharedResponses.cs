using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Drift.Import.Conventions;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Replaces error responses by our shared ones and adds missing ones; success responses keep their status and body.</summary>
internal sealed class SharedResponses(ContractVocabulary names) : INormalizer
{
    private static readonly (string Status, string Name)[] Refusals =
    [
        ("400", "BadRequest"),
        ("401", "Unauthorized"),
        ("403", "Forbidden"),
        ("404", "NotFound"),
        ("409", "Conflict"),
        ("422", "UnprocessableEntity"),
        ("429", "TooManyRequests"),
        ("default", "ServerError"),
    ];

    public string Name => "shared-responses";

    public string Summary =>
        "Error responses refer to shared responses; 401, 403, 429 and `default` (5XX) are added to every operation, 404 below ids, "
        + "400 on bodies and filters, 422 on writes. Page headers are shared.";

    public void Apply(JsonObject document, ImportLog log)
    {
        foreach (var operation in OperationNode.All(document))
        {
            var responses = operation.Node.Child("responses");
            var made = new JsonObject();
            foreach (
                var (status, response) in responses
                    .Where(entry => entry.Key is ['2' or '3', ..])
                    .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            )
            {
                made[status] = Success(document, operation, status, document.Resolve(response) ?? []);
            }

            if (made.Count == 0)
            {
                made[operation.Method == "delete" ? "204" : "200"] = new JsonObject
                {
                    ["description"] = DefaultDescriptions.Success("200", false, false),
                };
            }

            var declared = responses
                .Select(entry => entry.Key)
                .Where(status => status is ['4' or '5', ..])
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (declared.Any(status => status is ['5', ..]))
            {
                declared.Add("default");
            }

            foreach (var (status, name) in Refusals)
            {
                if (declared.Contains(status) || Applies(operation, status))
                {
                    made[status] = SchemaNodeExtensions.ReferenceTo("responses", name);
                }
            }

            if (JsonNode.DeepEquals(made, responses))
            {
                continue;
            }

            var added = made.Select(entry => entry.Key).Except(responses.Select(entry => entry.Key), StringComparer.Ordinal).ToList();
            operation.Node["responses"] = made;
            log.Add(this, operation.Pointer + "/responses", added.Count > 0 ? $"shared; added {string.Join(", ", added)}" : "shared");
        }

        foreach (var kind in (string[])["responses", "headers", "securitySchemes"])
        {
            if (names.Contract["components"].Get(kind) is { } ours)
            {
                document.Child("components")[kind] = ours.DeepClone();
            }
        }

        foreach (var name in (string[])["Error", "ValidationErrors", "UnprocessableError", "Identifier"])
        {
            if (names.Schemas[name] is { } ours)
            {
                document.Child("components").Child("schemas")[name] = ours.DeepClone();
            }
        }
    }

    private static bool Applies(OperationNode operation, string status) =>
        status switch
        {
            "401" or "403" or "429" or "default" => true,
            "404" => operation.PathParameters.Count > 0,
            "400" => operation.Node.ContainsKey("requestBody")
                || operation.Parameters.Any(parameter => parameter.Node.Reference()?.EndsWith("Filter", StringComparison.Ordinal) == true),
            "422" => operation.Method is "put" or "patch" or "post",
            _ => false,
        };

    private static JsonObject Success(JsonObject document, OperationNode operation, string status, JsonObject response)
    {
        var schema =
            (response["content"] as JsonObject)
                ?.FirstOrDefault(entry => entry.Key.Contains("json", StringComparison.Ordinal))
                .Value.Get("schema") as JsonObject;
        var paged = (response["headers"] as JsonObject ?? []).Any(header =>
            header.Key.Equals("Pagination-Next", StringComparison.OrdinalIgnoreCase)
        );
        var list = document.Resolve(schema)?.Is("array") == true && operation.Method == "get";
        var made = new JsonObject { ["description"] = DefaultDescriptions.Success(status, schema is not null, list) };
        if (paged)
        {
            made["headers"] = new JsonObject
            {
                ["Pagination-Next"] = SchemaNodeExtensions.ReferenceTo("headers", "Pagination-Next"),
                ["Link"] = SchemaNodeExtensions.ReferenceTo("headers", "Link"),
            };
        }

        if (schema is not null)
        {
            made["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema.DeepClone() } };
        }

        return made;
    }
}
