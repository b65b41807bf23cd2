using ClickFunnels.Contracts.Routing;

namespace ClickFunnels.Contracts.Structure;

/// <summary>The shape of an OpenAPI 3.0 or 3.1 document: one table for all that reads its structure.</summary>
internal static class DocumentShape
{
    private static readonly ValueShape Text = new(ValueForm.Text);
    private static readonly ValueShape Texts = new(ValueForm.Texts);
    private static readonly ValueShape Flag = new(ValueForm.Flag);
    private static readonly ValueShape Number = new(ValueForm.Number);
    private static readonly ValueShape NumberOrFlag = new(ValueForm.NumberOrFlag);
    private static readonly ValueShape Values = new(ValueForm.Values);

    public static NodeShape Schema { get; } =
        new(
            "a schema",
            Keys(
                (
                    [
                        "items",
                        "additionalProperties",
                        "not",
                        "contains",
                        "propertyNames",
                        "if",
                        "then",
                        "else",
                        "unevaluatedItems",
                        "unevaluatedProperties",
                        "contentSchema",
                    ],
                    One(() => Schema!)
                ),
                (["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"], Map(() => Schema!)),
                (["allOf", "anyOf", "oneOf", "prefixItems"], List(() => Schema!)),
                (["type"], new ValueShape(ValueForm.TextOrTexts)),
                (["required"], Texts),
                (["enum"], Values),
                (
                    [
                        "format",
                        "pattern",
                        "title",
                        "description",
                        "contentEncoding",
                        "contentMediaType",
                        "$id",
                        "$anchor",
                        "$dynamicAnchor",
                        "$dynamicRef",
                    ],
                    Text
                ),
                (["nullable", "readOnly", "writeOnly", "deprecated", "uniqueItems"], Flag),
                (
                    [
                        "minimum",
                        "maximum",
                        "multipleOf",
                        "minLength",
                        "maxLength",
                        "minItems",
                        "maxItems",
                        "minProperties",
                        "maxProperties",
                        "minContains",
                        "maxContains",
                    ],
                    Number
                ),
                (["exclusiveMinimum", "exclusiveMaximum"], NumberOrFlag),
                (["dependentRequired"], new ValueShape(ValueForm.TextsMap)),
                (["discriminator"], One(() => Discriminator!))
            )
        )
        {
            Component = "schemas",
            MayBeReference = true,
            MayBeFlag = true,
        };

    private static NodeShape Discriminator { get; } =
        new("a discriminator", Keys((["propertyName"], Text), (["mapping"], new ValueShape(ValueForm.TextMap))));

    private static NodeShape Server { get; } =
        new("a server", Keys((["url", "description"], Text), (["variables"], Map(() => ServerVariable!))));

    private static NodeShape ServerVariable { get; } =
        new("a server variable", Keys((["default", "description"], Text), (["enum"], Texts)));

    private static NodeShape Example { get; } =
        new("an example", Keys((["summary", "description", "externalValue"], Text))) { Component = "examples", MayBeReference = true };

    private static NodeShape Link { get; } =
        new("a link", Keys((["operationRef", "operationId", "description"], Text), (["server"], One(() => Server))))
        {
            Component = "links",
            MayBeReference = true,
        };

    private static NodeShape MediaType { get; } =
        new(
            "a media type",
            Keys((["schema"], One(() => Schema)), (["examples"], Map(() => Example)), (["encoding"], Map(() => Encoding!)))
        );

    private static NodeShape Encoding { get; } =
        new("an encoding", Keys((["contentType", "style"], Text), (["explode", "allowReserved"], Flag), (["headers"], Map(() => Header!))));

    private static NodeShape Parameter { get; } = ParameterLike("a parameter", "parameters");

    private static NodeShape Header { get; } = ParameterLike("a header", "headers");

    private static NodeShape RequestBody { get; } =
        new("a request body", Keys((["description"], Text), (["required"], Flag), (["content"], Map(() => MediaType))))
        {
            Component = "requestBodies",
            MayBeReference = true,
        };

    private static NodeShape Response { get; } =
        new(
            "a response",
            Keys(
                (["description"], Text),
                (["headers"], Map(() => Header)),
                (["content"], Map(() => MediaType)),
                (["links"], Map(() => Link))
            )
        )
        {
            Component = "responses",
            MayBeReference = true,
        };

    private static NodeShape Responses { get; } = new("an object with responses", Keys()) { Others = One(() => Response) };

    private static NodeShape Requirement { get; } = new("a security requirement", Keys()) { Others = Texts };

    private static NodeShape Callback { get; } =
        new("a callback", Keys())
        {
            Others = One(() => PathItem!),
            Component = "callbacks",
            MayBeReference = true,
        };

    private static NodeShape Operation { get; } =
        new(
            "an operation",
            Keys(
                (["summary", "description", "operationId"], Text),
                (["tags"], Texts),
                (["deprecated"], Flag),
                (["parameters"], List(() => Parameter)),
                (["requestBody"], One(() => RequestBody)),
                (["responses"], One(() => Responses)),
                (["callbacks"], Map(() => Callback)),
                (["security"], List(() => Requirement)),
                (["servers"], List(() => Server))
            )
        );

    public static NodeShape PathItem { get; } =
        new(
            "a path item",
            Keys(
                (["summary", "description"], Text),
                ([.. HttpMethods.All], One(() => Operation)),
                (["parameters"], List(() => Parameter)),
                (["servers"], List(() => Server))
            )
        )
        {
            Component = "pathItems",
            MayBeReference = true,
        };

    private static NodeShape Paths { get; } = new("an object with paths", Keys()) { Others = One(() => PathItem) };

    private static NodeShape Flow { get; } =
        new("an OAuth flow", Keys((["authorizationUrl", "tokenUrl", "refreshUrl"], Text), (["scopes"], new ValueShape(ValueForm.TextMap))));

    private static NodeShape Flows { get; } = new("an object with OAuth flows", Keys()) { Others = One(() => Flow) };

    private static NodeShape SecurityScheme { get; } =
        new(
            "a security scheme",
            Keys((["type", "description", "name", "in", "scheme", "bearerFormat", "openIdConnectUrl"], Text), (["flows"], One(() => Flows)))
        )
        {
            Component = "securitySchemes",
            MayBeReference = true,
        };

    private static NodeShape Components { get; } =
        new(
            "an object with components",
            Keys([
                .. new[] { Schema, Response, Parameter, Example, RequestBody, Header, SecurityScheme, Link, Callback, PathItem }.Select(
                    shape => ((string[])[shape.Component!], Map(() => shape))
                ),
            ])
        );

    private static NodeShape Tag { get; } = new("a tag", Keys((["name", "description"], Text)));

    private static NodeShape Info { get; } = new("an object", Keys((["title", "version", "description", "summary"], Text)));

    /// <summary>The document as a whole.</summary>
    public static NodeShape Root { get; } =
        new(
            "an OpenAPI document",
            Keys(
                (["openapi"], Text),
                (["info"], One(() => Info)),
                (["servers"], List(() => Server)),
                (["paths"], One(() => Paths)),
                (["webhooks"], Map(() => PathItem)),
                (["components"], One(() => Components)),
                (["security"], List(() => Requirement)),
                (["tags"], List(() => Tag))
            )
        );

    /// <summary>Gets the shape of the members of a folder of <c>components</c>; null if there is no such folder.</summary>
    public static NodeShape? Component(string folder) => Components.Keys.GetValueOrDefault(folder)?.Of?.Invoke();

    private static NodeShape ParameterLike(string noun, string component) =>
        new(
            noun,
            Keys(
                (["name", "in", "description", "style"], Text),
                (["required", "deprecated", "explode", "allowReserved", "allowEmptyValue"], Flag),
                (["schema"], One(() => Schema)),
                (["content"], Map(() => MediaType)),
                (["examples"], Map(() => Example))
            )
        )
        {
            Component = component,
            MayBeReference = true,
        };

    private static Dictionary<string, ValueShape> Keys(params (string[] Names, ValueShape Shape)[] keys) =>
        keys.SelectMany(entry => entry.Names.Select(name => KeyValuePair.Create(name, entry.Shape))).ToDictionary(StringComparer.Ordinal);

    private static ValueShape One(Func<NodeShape> shape) => new(ValueForm.One, shape);

    private static ValueShape Map(Func<NodeShape> shape) => new(ValueForm.Map, shape);

    private static ValueShape List(Func<NodeShape> shape) => new(ValueForm.List, shape);
}
