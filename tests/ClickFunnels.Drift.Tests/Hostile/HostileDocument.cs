using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Tests.Hostile;

/// <summary>A small contract with every kind of text that code generation reads, and one of its texts from outside.</summary>
internal sealed class HostileDocument
{
    private const string Token = "hostile-text-goes-here";
    private readonly string? _place;
    private readonly SortedSet<string> _places = new(StringComparer.Ordinal);

    private HostileDocument(string? place) => _place = place;

    /// <summary>The names of all places for a text.</summary>
    public static IReadOnlyList<string> Places { get; } = ListPlaces();

    /// <summary>The document without a text from outside.</summary>
    public static string Harmless { get; } = new HostileDocument(null).Build().ToJsonString();

    /// <summary>The document in JSON with a text at a place. Unpaired surrogates are escaped, as a hostile document has them.</summary>
    public static string Json(string place, string text) =>
        new HostileDocument(place).Build().ToJsonString().Replace(Token, Escaped(text), StringComparison.Ordinal);

    public static SpecFile Read(string json) => SpecFile.Parse("hostile.json", Encoding.UTF8.GetBytes(json));

    private static List<string> ListPlaces()
    {
        var document = new HostileDocument(null);
        document.Build();
        return [.. document._places];
    }

    private static string Escaped(string text) =>
        string.Concat(text.Select(letter => "\\u" + ((int)letter).ToString("x4", CultureInfo.InvariantCulture)));

    // The text follows a harmless one, because a hostile document looks harmless at the start.
    private string At(string place, string harmless)
    {
        _places.Add(place);
        return place == _place ? harmless + Token : harmless;
    }

    private JsonObject Reference(string place, string name) => new() { ["$ref"] = "#/components/schemas/" + At(place, name) };

    private JsonObject Json(JsonObject schema) => new() { [At("media type", "application/json")] = new JsonObject { ["schema"] = schema } };

    private JsonObject Build() =>
        new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = At("title of the document", "Things"),
                ["version"] = At("version of the document", "1"),
                ["description"] = At("description of the document", "Things."),
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = At("server", "https://example.com/api/v2") }),
            ["x-client-class"] = At("x-client-class", "ThingClient"),
            ["x-scope-parameter"] = At("x-scope-parameter", "workspace_id"),
            ["x-default-host"] = At("x-default-host", "workspace"),
            ["tags"] = Tags(),
            ["x-tags"] = Tags(),
            ["paths"] = new JsonObject
            {
                [At("path", "/workspaces/{workspace_id}/things")] = new JsonObject { ["get"] = List(), ["post"] = Create() },
                ["/things/{" + At("name in a path", "id") + "}"] = new JsonObject { ["get"] = Get("getThing", "Get"), ["put"] = Old() },
            },
            ["webhooks"] = new JsonObject
            {
                [At("event type", "thing.created")] = new JsonObject
                {
                    ["post"] = new JsonObject
                    {
                        ["operationId"] = At("operationId of an event", "thingCreated"),
                        ["summary"] = At("summary of an event", "A thing was created."),
                        ["description"] = At("description of an event", "It is new."),
                        ["x-class"] = At("x-class", "ThingCreated"),
                        ["x-aliases"] = new JsonArray(At("x-aliases", "thing.made")),
                        ["requestBody"] = new JsonObject
                        {
                            ["content"] = new JsonObject
                            {
                                ["application/json"] = new JsonObject { ["schema"] = Reference("schema of an event", "ThingNotification") },
                            },
                        },
                        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "Done." } },
                    },
                },
            },
            ["components"] = Components(),
        };

    private JsonArray Tags() =>
        [
            new JsonObject
            {
                ["name"] = At("tag of the document", "Things"),
                ["description"] = At("description of a tag", "Things."),
                ["x-client"] = At("x-client", "Stock.Things"),
                ["x-vendor-tag"] = At("x-vendor-tag", "Thing"),
            },
            new JsonObject
            {
                ["name"] = At("group", "Stock"),
                ["x-group"] = true,
                ["description"] = At("description of a group", "Stock."),
                ["x-client"] = "Stock",
            },
        ];

    private JsonObject List()
    {
        var operation = Operation("listThings", "List");
        operation["x-pagination"] = At("x-pagination", "cursor");
        operation["parameters"] = new JsonArray(
            Parameter("workspace_id", "path"),
            Parameter("after", "query"),
            Parameter(At("query parameter", "color"), "query"),
            Parameter(At("header parameter", "X-Color"), "header"),
            new JsonObject
            {
                ["name"] = "filter",
                ["in"] = "query",
                ["style"] = "deepObject",
                ["explode"] = true,
                ["schema"] = Reference("name of a filter", "ThingFilter"),
            }
        );
        operation["responses"] = Response("200", Reference("name of a list", "ThingList"));
        return operation;
    }

    private JsonObject Create()
    {
        var operation = Operation(At("operationId", "createThing"), At("x-method", "Create"));
        operation["summary"] = At("summary", "Create a thing");
        operation["description"] = At("description", "Creates a thing.");
        operation["tags"] = new JsonArray(At("tag", "Things"));
        operation["x-host"] = At("x-host", "accounts");
        operation["x-envelope"] = At("x-envelope", "thing");
        operation["x-result-envelope"] = At("x-result-envelope", "thing");
        operation["x-result"] = At("x-result", "Thing");
        operation["x-documented-by"] = new JsonArray(At("x-documented-by", "published"));
        operation["parameters"] = new JsonArray(Parameter("workspace_id", "path"));
        operation["requestBody"] = new JsonObject
        {
            ["required"] = true,
            ["content"] = Json(Reference("name of an envelope", "ThingCreateEnvelope")),
        };
        operation["responses"] = Response(At("status", "201"), Reference("schema", "Thing"));
        operation["responses"]![At("status", "201")]!["headers"] = new JsonObject
        {
            [At("response header", "X-Count")] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } },
        };
        operation["security"] = new JsonArray(
            new JsonObject { [At("security requirement", "Bearer")] = new JsonArray(At("scope", "read")) }
        );
        return operation;
    }

    private JsonObject Get(string id, string method)
    {
        var operation = Operation(id, method);
        operation["x-completion"] = At("x-completion", "completed_at");
        operation["parameters"] = new JsonArray(Parameter(At("name in a path", "id"), "path"));
        operation["responses"] = Response("200", Reference("schema", "Thing"));
        return operation;
    }

    private JsonObject Old()
    {
        var operation = Get("replaceThing", "Replace");
        operation.Remove("x-completion");
        operation["deprecated"] = true;
        operation["x-superseded-by"] = At("operationId", "createThing");
        return operation;
    }

    private static JsonObject Operation(string id, string method) =>
        new()
        {
            ["operationId"] = id,
            ["tags"] = new JsonArray("Things"),
            ["summary"] = "A summary",
            ["description"] = "A description.",
            ["x-method"] = method,
            ["x-host"] = "workspace",
            ["x-documented-by"] = new JsonArray("published"),
        };

    private JsonObject Parameter(string name, string place) =>
        new()
        {
            ["name"] = name,
            ["in"] = place,
            ["required"] = place == "path",
            ["description"] = At("description of a parameter", "A parameter."),
            ["schema"] = new JsonObject { ["type"] = "string" },
        };

    private JsonObject Response(string status, JsonObject schema) =>
        new()
        {
            [status] = new JsonObject { ["description"] = At("description of a response", "The record."), ["content"] = Json(schema) },
        };

    private JsonObject Components()
    {
        var schemas = new JsonObject();
        schemas[At("name of a list", "ThingList")] = new JsonObject { ["type"] = "array", ["items"] = Reference("schema", "Thing") };
        schemas[At("name of an envelope", "ThingCreateEnvelope")] = Object(
            "envelope",
            new JsonObject { [At("key of an envelope", "thing")] = Reference("name of a request", "ThingCreate") }
        );
        schemas[At("schema", "Thing")] = Record("response");
        schemas[At("name of a request", "ThingCreate")] = Record("request");
        schemas[At("name of a filter", "ThingFilter")] = Object(
            "filter",
            new JsonObject
            {
                [At("property of a filter", "ids")] = new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = new JsonObject { ["type"] = "integer", ["format"] = "int64" },
                },
            }
        );
        schemas[At("name of an enumeration", "ThingColor")] = new JsonObject
        {
            ["type"] = "string",
            ["description"] = At("description of an enumeration", "The color."),
            ["enum"] = new JsonArray("red", At("enumeration value", "blue")),
        };
        schemas[At("schema of an event", "ThingNotification")] = Object(
            "response",
            new JsonObject { ["name"] = new JsonObject { ["type"] = "string" } }
        );
        return new JsonObject
        {
            ["securitySchemes"] = new JsonObject
            {
                [At("security scheme", "Bearer")] = new JsonObject
                {
                    ["type"] = "http",
                    ["scheme"] = At("scheme of a security scheme", "bearer"),
                    ["description"] = At("description of a security scheme", "A token."),
                },
            },
            ["schemas"] = schemas,
        };
    }

    private JsonObject Object(string usage, JsonObject properties) =>
        new()
        {
            ["type"] = "object",
            ["title"] = At("title of a schema", "Record"),
            ["description"] = At("description of a schema", "A record."),
            ["x-usage"] = usage,
            ["properties"] = properties,
        };

    private JsonObject Record(string usage) =>
        Object(
            usage,
            new JsonObject
            {
                ["id"] = new JsonObject { ["type"] = "integer", ["format"] = "int64" },
                ["completed_at"] = new JsonObject { ["type"] = "string", ["format"] = At("format", "date-time") },
                [At("property", "name")] = new JsonObject
                {
                    ["type"] = "string",
                    ["description"] = At("description of a property", "The name."),
                    ["default"] = At("default", "none"),
                    ["pattern"] = At("pattern", "a*"),
                    ["example"] = At("example", "one"),
                },
                [At("property that is an enumeration", "color")] = Reference("name of an enumeration", "ThingColor"),
                [At("free-form property", "custom")] = new JsonObject { ["type"] = "object", ["additionalProperties"] = true },
            }
        );
}
