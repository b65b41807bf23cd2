using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Routing;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Import.Merge;

/// <summary>
/// Makes one document of several, such as one for each tag. Equal parts are taken once. Different components of one name are kept
/// apart, and of different operations the first is kept; both are reported.
/// </summary>
internal sealed class DocumentMerge
{
    private const string Parameters = "parameters";
    private static readonly string[] Inherited = [Parameters, "servers"];

    private readonly IReadOnlyList<SpecFile> _files;
    private readonly DocumentComponents _components;
    private readonly SpecFile _merged;
    private readonly List<Finding> _findings = [];

    private DocumentMerge(string name, IReadOnlyList<SpecFile> files)
    {
        _files = files;
        _components = new DocumentComponents(files);
        _merged = new SpecFile(name, [], new(ReferenceEqualityComparer.Instance));
    }

    /// <summary>Merges documents.</summary>
    /// <param name="name">The name of the result.</param>
    /// <param name="files">The documents; the first one wins where only one can be kept.</param>
    /// <exception cref="InputException">The documents have different versions of OpenAPI, or together too many values.</exception>
    public static (SpecFile File, IReadOnlyList<Finding> Findings) Merge(string name, IReadOnlyList<SpecFile> files)
    {
        if (files.Count == 1)
        {
            return (files[0], []);
        }

        CheckVersions(files);
        var merge = new DocumentMerge(name, files);
        merge.Frame();
        merge.Paths("paths");
        merge.Paths("webhooks");
        merge.Components();
        return (merge._merged, merge._findings);
    }

    private static void CheckVersions(IReadOnlyList<SpecFile> files)
    {
        string Version(SpecFile file) => string.Join('.', (file.Root["openapi"]?.ToString() ?? "").Split('.').Take(2));
        if (files.FirstOrDefault(file => Version(file) != Version(files[0])) is { } other)
        {
            throw other.Error(
                "/openapi",
                $"The version of OpenAPI differs from that of {files[0].Name}. Convert the documents to one version."
            );
        }
    }

    private void Frame()
    {
        var tags = new JsonArray();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in _files)
        {
            foreach (var (key, value) in file.Root)
            {
                if (
                    key is not ("paths" or "webhooks" or "components" or "tags" or "servers" or "security")
                    && !_merged.Root.ContainsKey(key)
                )
                {
                    _merged.Root[key] = value is null ? null : Adopt(file, value);
                }
            }

            foreach (
                var tag in (file.Root["tags"] as JsonArray ?? [])
                    .OfType<JsonNode>()
                    .Where(tag => names.Add(tag.Get("name")?.ToString() ?? ""))
            )
            {
                tags.Add(Adopt(file, tag));
            }
        }

        if (tags.Count > 0)
        {
            _merged.Root["tags"] = tags;
        }

        foreach (var key in (string[])["servers", "security"])
        {
            if (IsShared(key) && _files[0].Root[key] is { } value)
            {
                _merged.Root[key] = Adopt(_files[0], value);
            }
        }
    }

    // A value that differs is written to each path or operation of its file.
    private bool IsShared(string key) => _files.All(file => JsonNode.DeepEquals(file.Root[key], _files[0].Root[key]));

    private void Paths(string section)
    {
        var items = new SortedDictionary<string, List<(SpecFile File, JsonObject Item)>>(StringComparer.Ordinal);
        foreach (var file in _files)
        {
            foreach (var (path, item) in file.Root[section] as JsonObject ?? [])
            {
                if (item is JsonObject map)
                {
                    (items.TryGetValue(path, out var known) ? known : items[path] = []).Add((file, map));
                }
                else if (item is not null && file.Root[section] is JsonObject owner)
                {
                    // Extensions, and values that the check of the document reports.
                    Child(section).TryAdd(path, Adopt(file, owner[path]!));
                }
            }
        }

        var operations = new Dictionary<string, (SpecFile File, JsonObject Node)>(StringComparer.Ordinal);
        foreach (var (path, parts) in items)
        {
            var merged = new JsonObject();
            var apart = Inherited
                .Where(key => parts.Any(part => Text(part.File, part.Item[key]) != Text(parts[0].File, parts[0].Item[key])))
                .ToList();
            foreach (var (file, item) in parts)
            {
                foreach (var (key, value) in item)
                {
                    if (value is JsonObject operation && HttpMethods.All.Contains(key))
                    {
                        Operation(section, path, key, file, item, operation, merged, operations, apart);
                    }
                    else if (!apart.Contains(key) && value is not null && !merged.ContainsKey(key))
                    {
                        merged[key] = Adopt(file, value);
                    }
                }
            }

            // A path is left out if another spelling of it has all of its operations.
            if (HasOperation(merged) || !parts.Any(part => HasOperation(part.Item)))
            {
                Child(section)[path] = merged;
            }
        }
    }

    private static bool HasOperation(JsonObject item) => HttpMethods.All.Any(item.ContainsKey);

    private void Operation(
        string section,
        string path,
        string method,
        SpecFile file,
        JsonObject item,
        JsonObject operation,
        JsonObject merged,
        Dictionary<string, (SpecFile File, JsonObject Node)> operations,
        List<string> apart
    )
    {
        var key = $"{method.ToUpperInvariant()} {(section == "paths" ? PathTemplate.Route(path) : path)}";
        if (operations.TryGetValue(key, out var first))
        {
            if (first.File == file)
            {
                // Two paths of one document differ in the names of their parameters only. That is not a matter of the files.
                merged[method] = Complete(file, item, operation, apart);
            }
            else if (Text(first.File, first.Node) != Text(file, operation))
            {
                var (mine, other) = (Location(first.File, first.Node), Location(file, operation));
                _findings.Add(
                    new Finding
                    {
                        Rule = ImportRules.OperationsDiffer,
                        Pointer = JsonPointer.Append(JsonPointer.Append("/" + section, path), method),
                        Message = $"{key} is different in {Shown(mine)} and {Shown(other)}. The first one is imported.",
                        Operations = [$"{method.ToUpperInvariant()} {path}"],
                    }.At(other)
                );
            }

            return;
        }

        operations.Add(key, (file, operation));
        merged[method] = Complete(file, item, operation, apart);
    }

    // An operation with what its path or document gives it, where the files differ in that.
    private JsonObject Complete(SpecFile file, JsonObject item, JsonObject operation, List<string> apart)
    {
        var copy = (JsonObject)Adopt(file, operation);
        if (apart.Contains(Parameters) && item[Parameters] is JsonArray given)
        {
            var own = (operation[Parameters] as JsonArray ?? []).Select(parameter => Identity(file, parameter)).ToHashSet();
            var parameters = copy[Parameters] as JsonArray ?? [];
            foreach (var parameter in given.OfType<JsonNode>().Where(parameter => !own.Contains(Identity(file, parameter))))
            {
                parameters.Add(Adopt(file, parameter));
            }

            if (parameters.Parent is null && parameters.Count > 0)
            {
                copy[Parameters] = parameters;
            }
        }

        if (!copy.ContainsKey("servers") && (apart.Contains("servers") ? item["servers"] : null) is { } servers)
        {
            copy["servers"] = Adopt(file, servers);
        }

        if (!copy.ContainsKey("servers") && !item.ContainsKey("servers") && !IsShared("servers") && file.Root["servers"] is { } all)
        {
            copy["servers"] = Adopt(file, all);
        }

        if (!copy.ContainsKey("security") && !IsShared("security") && file.Root["security"] is { } security)
        {
            copy["security"] = Adopt(file, security);
        }

        return copy;
    }

    private static (string?, string?) Identity(SpecFile file, JsonNode? parameter)
    {
        var found =
            parameter.Get("$ref") is { } reference && reference.ToString() is ['#', .. var pointer]
                ? JsonPointer.Find(file.Root, Uri.UnescapeDataString(pointer))
                : parameter;
        return (found.Get("in")?.ToString(), found.Get("name")?.ToString());
    }

    private void Components()
    {
        foreach (var component in _components.Kept)
        {
            (Child("components")[component.Kind] as JsonObject ?? NewKind(component.Kind)).TryAdd(
                component.NewName,
                Adopt(component.File, component.Node)
            );
        }

        foreach (var (first, other) in _components.Different)
        {
            var (mine, theirs) = (Location(first.File, first.Node), Location(other.File, other.Node));
            _findings.Add(
                new Finding
                {
                    Rule = ImportRules.ComponentsDiffer,
                    Pointer = JsonPointer.Append($"/components/{other.Kind}", other.Name),
                    Message =
                        $"The component {other.Kind}/{other.Name} is different in {Shown(mine)} and {Shown(theirs)}. "
                        + (
                            other.NewName == first.NewName
                                ? "The first one is imported."
                                : $"Both are imported, the second as {other.NewName}."
                        ),
                }.At(theirs)
            );
        }

        JsonObject NewKind(string kind)
        {
            var made = new JsonObject();
            Child("components")[kind] = made;
            return made;
        }
    }

    private JsonObject Child(string key)
    {
        if (_merged.Root[key] is not JsonObject child)
        {
            _merged.Root[key] = child = [];
        }

        return child;
    }

    private JsonNode Adopt(SpecFile file, JsonNode node)
    {
        var copy = _merged.Adopt(file, node);
        _components.Rename(file, copy);
        return copy;
    }

    private string Text(SpecFile file, JsonNode? node) => _components.TextOf(file, node);

    private static SourceLocation Location(SpecFile file, JsonNode node) =>
        file.LocationOf(node) ?? new SourceLocation(file.Name, new SourcePosition(1, 1));

    private static string Shown(SourceLocation location) => $"{location.File}({location.Position.Line},{location.Position.Column})";
}
