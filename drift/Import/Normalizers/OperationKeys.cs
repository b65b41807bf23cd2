using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Drift.Import.Conventions;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Adds the keys that the generator needs to operations: method name, host, pagination and descriptions.</summary>
internal sealed class OperationKeys(ContractVocabulary names) : INormalizer
{
    private static readonly string[] Order =
    [
        "operationId",
        "tags",
        "summary",
        "description",
        "deprecated",
        "x-documented-by",
        "x-host",
        "x-method",
        "x-superseded-by",
        "x-envelope",
        "x-result-envelope",
        "x-pagination",
        "x-completion",
        "security",
        "parameters",
        "requestBody",
        "x-result",
        "responses",
    ];

    private static readonly HashSet<string> AccountTags = new(StringComparer.Ordinal) { "Teams", "Users", "Workspaces" };

    public string Name => "operation-keys";

    public string Summary =>
        "Operations get `x-method`, `x-host`, `x-pagination`, `x-documented-by`, an operationId, summary and description: "
        + "ours where we have the operation, otherwise by convention.";

    public void Apply(JsonObject document, ImportLog log)
    {
        var methods = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var operations = OperationNode.All(document).ToList();

        // Names of our contract are kept, independent of the order of the document.
        foreach (
            var operation in operations
                .OrderBy(operation => names.Operation(operation) is null ? 1 : 0)
                .ThenBy(operation => operation.Path.Length)
                .ThenBy(operation => operation.Key, StringComparer.Ordinal)
        )
        {
            var before = operation.Node.DeepClone();
            var own = names.Operation(operation);
            if (own?.Tag is { } tag)
            {
                operation.Node["tags"] = new JsonArray(tag);
            }

            Write(
                document,
                operation,
                own,
                methods.TryGetValue(operation.Tag!, out var taken) ? taken : methods[operation.Tag!] = TakenBy(operation.Tag!),
                ids
            );
            Sort(operation.Node);
            if (!JsonNode.DeepEquals(before, operation.Node))
            {
                log.Add(
                    this,
                    operation.Pointer,
                    own is null ? $"new: {operation.Tag}.{operation.Text("x-method")}Async" : $"is our {own.OperationId}"
                );
            }
        }

        foreach (var (path, item) in document["paths"] as JsonObject ?? [])
        {
            Host((JsonObject)item!, path);
        }
    }

    /// <summary>Sorts the keys of an operation as our contract does.</summary>
    public static void Sort(JsonObject operation)
    {
        var entries = operation.ToList();
        operation.Clear();
        foreach (var (key, value) in entries.OrderBy(entry => Array.IndexOf(Order, entry.Key) is >= 0 and var at ? at : Order.Length))
        {
            operation.Add(key, value);
        }
    }

    // A merge adds to our existing group.
    private HashSet<string> TakenBy(string tag) =>
        OperationNode
            .All(names.Contract)
            .Where(operation => operation.Tag == tag)
            .Select(operation => operation.Text("x-method"))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    private void Write(JsonObject document, OperationNode operation, OperationNode? own, HashSet<string> taken, HashSet<string> ids)
    {
        var node = operation.Node;
        var list = IsList(document, operation);
        var tag = operation.Tag!;
        var method =
            own?.Text("x-method")
            ?? operation.Text("x-method")
            ?? MethodNames.Unique(MethodNames.Of(operation, list, operation.PathItem.ContainsKey("put")), operation, taken);
        node["x-method"] = method;

        var id =
            own?.OperationId
            ?? (operation.OperationId.Length > 0 ? operation.OperationId : char.ToLowerInvariant(method[0]) + method[1..] + tag);
        if (
            own is null
            && !ids.Contains(id)
            && OperationNode.All(names.Contract).Any(other => other.OperationId == id && other.Key != operation.Key)
        )
        {
            id += "By" + CSharpIdentifier.Pascal(operation.PathParameters is [var first, ..] ? first : operation.Method);
        }

        while (!ids.Add(id))
        {
            id += "Again";
        }

        node["operationId"] = id;
        node["summary"] = own?.Text("summary") ?? DefaultDescriptions.Summary(method, tag);
        node["description"] = own?.Text("description") ?? DefaultDescriptions.Description(method, tag);
        node["x-host"] = own?.Text("x-host") ?? (AccountTags.Contains(tag) ? "accounts" : "workspace");
        node["x-documented-by"] ??= own?.Node["x-documented-by"]?.DeepClone() ?? new JsonArray(names.Source);
        if (list && operation.Parameters.Any(parameter => document.Resolve(parameter.Node).Get("name")?.ToString() == "after"))
        {
            node["x-pagination"] = "cursor";
        }

        if (own?.Text("x-completion") is { } completion)
        {
            node["x-completion"] = completion;
        }
        else if (
            method == "Get"
            && tag.EndsWith("Actions", StringComparison.Ordinal)
            && (Result(document, operation).Get("properties") as JsonObject)?.ContainsKey("completed_at") == true
        )
        {
            node["x-completion"] = "completed_at";
        }
    }

    private void Host(JsonObject item, string path)
    {
        var operations = item.Select(entry => entry.Value)
            .OfType<JsonObject>()
            .Where(operation => operation.ContainsKey("x-host"))
            .ToList();
        item.Remove("servers");
        if (operations.Count == 0 || operations.Any(operation => operation["x-host"]!.ToString() != "accounts"))
        {
            return;
        }

        var servers =
            names.Contract["paths"].Get(path).Get("servers")
            ?? OperationNode.All(names.Contract).FirstOrDefault(operation => operation.Text("x-host") == "accounts")?.PathItem["servers"];
        if (servers is not null)
        {
            item.Insert(0, "servers", servers.DeepClone());
        }
    }

    private static bool IsList(JsonObject document, OperationNode operation)
    {
        var result = operation.Method == "get" ? Result(document, operation) : null;
        return result?.Is("array") == true
            || result.Get("properties") is JsonObject { Count: 1 } properties
                && document.Resolve(properties.First().Value)?.Is("array") == true;
    }

    private static JsonObject? Result(JsonObject document, OperationNode operation)
    {
        var success = (operation.Node["responses"] as JsonObject ?? []).FirstOrDefault(response => response.Key is ['2', ..]).Value;
        return document.Resolve((document.Resolve(success).Get("content") as JsonObject)?.FirstOrDefault().Value.Get("schema"));
    }
}
