using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Drift.Import.Conventions;

namespace ClickFunnels.Drift.Import.Merge;

/// <summary>Merges the normalized document of the vendor into our contract, which keeps its order, names, descriptions and
/// <c>x-</c> keys.</summary>
internal sealed class SpecMerge
{
    private readonly JsonObject _ours;
    private readonly JsonObject _theirs;
    private readonly JsonObject? _old;
    private readonly IReadOnlyDictionary<string, IReadOnlySet<string>> _declared;
    private readonly ComponentImport _import;
    private readonly SchemaMerge _schemas;

    /// <param name="ours">Our contract, which is changed.</param>
    /// <param name="theirs">The vendor's document after the normalizers.</param>
    /// <param name="old">The vendor's document of the last import after the normalizers; null for additions only.</param>
    /// <param name="declared">The statuses that the vendor itself declares, by operation; the normalizers add others that are
    /// ours.</param>
    public SpecMerge(JsonObject ours, JsonObject theirs, JsonObject? old, IReadOnlyDictionary<string, IReadOnlySet<string>> declared)
    {
        (_ours, _theirs, _old, _declared) = (ours, theirs, old, declared);
        _import = new ComponentImport(ours, theirs, Result);
        _schemas = new SchemaMerge(ours, theirs, old, _import, Result);
    }

    public MergeResult Result { get; } = new();

    public MergeResult Run()
    {
        var mine = Index(_ours);
        var other = Index(_theirs);
        var before = _old is null ? null : Index(_old);
        foreach (var (key, operation) in other)
        {
            if (mine.TryGetValue(key, out var own))
            {
                Operation(own, operation, before?.GetValueOrDefault(key));
            }
            else if (before?.ContainsKey(key) == true)
            {
                Result.Found(ImportRules.MissingInOurs, operation.Pointer, operation.OperationId, operation.Name);
            }
            else
            {
                Add(operation);
            }
        }

        ClientGroups.Mark(_ours);
        if (_ours.ContainsKey("x-tags"))
        {
            _ours["x-tags"] = _ours["tags"]?.DeepClone();
        }

        foreach (var (key, own) in mine.Where(entry => !other.ContainsKey(entry.Key)))
        {
            var gone = before?.ContainsKey(key) == true;
            Result.Found(gone ? ImportRules.RemovedByVendor : ImportRules.MissingAtVendor, own.Pointer, own.OperationId, own.Name);
            if (!gone || own.Node.ContainsKey("deprecated"))
            {
                continue;
            }

            own.Node.Insert(own.Node.IndexOf("description") + 1, "deprecated", true);
            Result.Changed("operations deprecated", own.Pointer);
        }

        return Result;
    }

    private static Dictionary<string, OperationNode> Index(JsonObject document)
    {
        var index = new Dictionary<string, OperationNode>(StringComparer.Ordinal);
        foreach (var operation in OperationNode.All(document))
        {
            index.TryAdd(operation.Key, operation);
        }

        return index;
    }

    private void Add(OperationNode operation)
    {
        var node = (JsonObject)_import.Copy(operation.Node)!;
        var sibling = OperationNode.All(_ours).FirstOrDefault(own => own.Key.Split(' ')[1] == operation.Key.Split(' ')[1]);
        if (sibling is null)
        {
            var item = new JsonObject();
            if (operation.PathItem["servers"] is { } servers)
            {
                item["servers"] = servers.DeepClone();
            }

            item[operation.Method] = node;
            _ours.Child("paths")[operation.Path] = item;
        }
        else
        {
            // The path may have other parameter names; those of our path are used.
            var path = sibling
                .Parameters.Where(parameter => _ours.Resolve(parameter.Node).Get("in")?.ToString() == "path")
                .Select(parameter => parameter.Node.DeepClone());
            var others = (node["parameters"] as JsonArray ?? [])
                .Where(parameter => _ours.Resolve(parameter).Get("in")?.ToString() != "path")
                .Select(parameter => parameter!.DeepClone());
            var parameters = new JsonArray([.. path, .. others]);
            if (parameters.Count > 0)
            {
                node.Put("parameters", parameters);
            }

            sibling.PathItem[operation.Method] = node;
        }

        Result.Changed("operations added", operation.Pointer);
        foreach (var tag in node["tags"].Texts())
        {
            Tag(tag);
        }
    }

    private void Tag(string name)
    {
        var tags = _ours["tags"] as JsonArray ?? [];
        if (
            tags.Any(tag => tag.Get("name")?.ToString() == name)
            || (_theirs["tags"] as JsonArray ?? []).FirstOrDefault(tag => tag.Get("name")?.ToString() == name) is not { } added
        )
        {
            return;
        }

        // The client of a tag belongs to the client of its group.
        var path = added["x-client"]?.ToString() ?? "";
        for (var end = path.IndexOf('.', StringComparison.Ordinal); end > 0; end = path.IndexOf('.', end + 1))
        {
            var group = path[..end];
            if (
                !tags.Any(tag => tag.Get("x-client")?.ToString() == group)
                && (_theirs["tags"] as JsonArray ?? []).FirstOrDefault(tag => tag.Get("x-client")?.ToString() == group) is { } parent
            )
            {
                Add(parent);
            }
        }

        Add(added);

        void Add(JsonNode tag)
        {
            tags.Add(tag.DeepClone());
            Result.Changed("tags added", "/tags");
        }
    }

    private void Operation(OperationNode own, OperationNode operation, OperationNode? before)
    {
        Parameters(own, operation, before);
        Body(own, operation, before);
        foreach (var (status, response) in operation.Node["responses"] as JsonObject ?? [])
        {
            var pointer = $"{own.Pointer}/responses/{status}";
            var responses = own.Node.Child("responses");
            if (responses[status] is not { } known)
            {
                if (!_declared.TryGetValue(operation.Key, out var declared) || !declared.Contains(status))
                {
                    continue;
                }

                if (before?.Node["responses"].Get(status) is not null)
                {
                    Result.Found(ImportRules.MissingInOurs, pointer, $"Status {status} of {own.OperationId}", own.Name);
                    continue;
                }

                responses.Insert(
                    responses.TakeWhile(entry => string.CompareOrdinal(entry.Key, status) < 0).Count(),
                    status,
                    _import.Copy(response)
                );
                Result.Changed("statuses added", pointer);
            }
            else if (Content(known) is { } mine && Content(response) is { } other)
            {
                _schemas.Merge(
                    mine,
                    other,
                    Content(before?.Node["responses"].Get(status)),
                    new SchemaSpot(own.Name, pointer + "/content/application~1json/schema", $"The response of {own.OperationId}", false)
                );
            }
        }

        foreach (
            var (status, _) in (own.Node["responses"] as JsonObject ?? []).Where(entry =>
                entry.Key is ['2', ..] && operation.Node["responses"].Get(entry.Key) is null
            )
        )
        {
            Result.Found(
                before?.Node["responses"].Get(status) is null ? ImportRules.MissingAtVendor : ImportRules.RemovedByVendor,
                $"{own.Pointer}/responses/{status}",
                $"Status {status} of {own.OperationId}",
                own.Name
            );
        }
    }

    private void Parameters(OperationNode own, OperationNode operation, OperationNode? before)
    {
        var past = before is null
            ? []
            : Query(_old!, before)
                .DistinctBy(entry => entry.Name)
                .ToDictionary(entry => entry.Name, entry => entry.Node, StringComparer.Ordinal);
        var mine = Query(_ours, own).DistinctBy(entry => entry.Name).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, parameter, use, _) in Query(_theirs, operation))
        {
            seen.Add(name);
            var subject = $"Parameter {name} of {own.OperationId}";
            if (!mine.TryGetValue(name, out var known))
            {
                if (past.ContainsKey(name))
                {
                    Result.Found(ImportRules.MissingInOurs, own.Pointer + "/parameters", subject, own.Name);
                    continue;
                }

                var list = own.Node["parameters"] as JsonArray ?? [];
                list.Add(_import.Copy(use));
                if (list.Parent is null)
                {
                    own.Node.Insert(own.Node.IndexOf("responses"), "parameters", list);
                }

                Result.Changed("parameters added", own.Pointer + "/parameters");
                continue;
            }

            if (known.Node["schema"] is JsonObject left && parameter["schema"] is JsonObject right)
            {
                _schemas.Merge(
                    left,
                    right,
                    past.GetValueOrDefault(name).Get("schema") as JsonObject,
                    new SchemaSpot(own.Name, known.Pointer + "/schema", subject, true)
                );
            }
        }

        foreach (var (name, node, use, _) in mine.Values.Where(entry => !seen.Contains(entry.Name)))
        {
            var gone = past.ContainsKey(name);
            Result.Found(
                gone ? ImportRules.RemovedByVendor : ImportRules.MissingAtVendor,
                own.Pointer + "/parameters",
                $"Parameter {name} of {own.OperationId}",
                own.Name
            );
            if (!gone)
            {
                continue;
            }

            // The component is shared, so this operation gets its own copy.
            var copy = (JsonObject)node.DeepClone();
            copy["deprecated"] = true;
            use.Become(copy);
            Result.Changed("parameters deprecated", own.Pointer + "/parameters");
        }
    }

    private void Body(OperationNode own, OperationNode operation, OperationNode? before)
    {
        var pointer = own.Pointer + "/requestBody";
        if (Content(operation.Node["requestBody"]) is not { } other)
        {
            if (own.Node["requestBody"] is not null)
            {
                Result.Found(
                    before?.Node["requestBody"] is null ? ImportRules.MissingAtVendor : ImportRules.RemovedByVendor,
                    pointer,
                    $"The body of {own.OperationId}",
                    own.Name
                );
            }

            return;
        }

        if (Content(own.Node["requestBody"]) is not { } mine)
        {
            if (before?.Node["requestBody"] is not null)
            {
                Result.Found(ImportRules.MissingInOurs, pointer, $"The body of {own.OperationId}", own.Name);
                return;
            }

            own.Node["requestBody"] = _import.Copy(operation.Node["requestBody"]);
            if (operation.Node["x-envelope"] is { } envelope)
            {
                own.Node["x-envelope"] = envelope.DeepClone();
            }

            Normalizers.OperationKeys.Sort(own.Node);
            Result.Changed("bodies added", pointer);
            return;
        }

        var past = Content(before?.Node["requestBody"]);
        if (own.Text("x-envelope") != operation.Text("x-envelope"))
        {
            if (before is null || before.Text("x-envelope") != operation.Text("x-envelope"))
            {
                Result.Found(
                    ImportRules.ConflictEnvelope,
                    pointer,
                    $"The body of {own.OperationId}",
                    own.Name,
                    own.Text("x-envelope"),
                    operation.Text("x-envelope")
                );
            }

            return;
        }

        _schemas.Merge(
            mine,
            other,
            past,
            new SchemaSpot(own.Name, pointer + "/content/application~1json/schema", $"The body of {own.OperationId}", true)
        );
    }

    private static JsonObject? Content(JsonNode? owner) => owner.Get("content").Get("application/json").Get("schema") as JsonObject;

    private static IEnumerable<(string Name, JsonObject Node, JsonObject Use, string Pointer)> Query(
        JsonObject document,
        OperationNode operation
    )
    {
        foreach (var (use, pointer) in operation.Parameters.ToList())
        {
            if (document.Resolve(use) is { } node && node["in"]?.ToString() == "query" && node["name"] is { } name)
            {
                yield return (name.ToString(), node, use, use.Reference() is { } target ? target[1..] : pointer);
            }
        }
    }
}
