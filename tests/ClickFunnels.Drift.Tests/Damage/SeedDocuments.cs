using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Tests.Damage;

/// <summary>Valid documents that tests damage and compare with themselves.</summary>
internal static class SeedDocuments
{
    /// <summary>All documents: small ones of both versions with every part of OpenAPI, and the contract in reduced form.</summary>
    public static IReadOnlyList<JsonObject> All { get; } = [Read(Whole31), Read(Whole30), Reduced(3), Reduced(90)];

    /// <summary>A document with every part that is compared.</summary>
    public static JsonObject Small => All[0];

    /// <summary>Recorded traffic of the small document in two formats.</summary>
    public static JsonObject Har { get; } =
        Read(
            """
            log:
              version: '1.2'
              entries:
                - request:
                    method: POST
                    url: https://example.com/things?limit=3
                    headers: [{name: Content-Type, value: application/json}]
                    bodySize: 12
                    postData: {mimeType: application/json, text: '{"name":"a"}'}
                  response:
                    status: 200
                    headers: [{name: Content-Type, value: application/json}]
                    bodySize: -1
                    content: {mimeType: application/json, size: 20, text: '{"id":1,"kind":"dog"}'}
                - request: {method: GET, url: https://example.com/things/7, headers: []}
                  response: {status: 404, headers: [], content: {mimeType: application/json, encoding: base64, text: e30=}}
            """
        );

    public static JsonObject Exchange { get; } =
        Read(
            """
            request:
              method: POST
              url: /things?limit=3
              headers: [{name: Content-Type, value: application/json}]
              body: {name: a, tags: [b, null, 1.5]}
            response: {status: 200, headers: [{name: Content-Type, value: application/json}], body: {id: 1, kind: dog, next: {id: 2}}}
            """
        );

    private const string Whole31 = """
        openapi: 3.1.0
        x-note: {a: 1}
        info: {title: Things, version: '1.0'}
        servers: [{url: 'https://{name}.example.com', variables: {name: {default: a, enum: [a, b]}}}]
        security: [{Key: []}, {OAuth: [read]}]
        tags: [{name: Things, description: Things.}]
        paths:
          x-note: hello
          /things:
            parameters: [{$ref: '#/components/parameters/Limit'}]
            post:
              operationId: createThing
              tags: [Things]
              deprecated: true
              x-sunset: '2999-01-01'
              requestBody: {$ref: '#/components/requestBodies/Thing'}
              responses:
                x-note: hello
                '200': {$ref: '#/components/responses/Thing'}
                4XX: {description: Failed.}
              callbacks:
                x-note: hello
                made:
                  x-note: hello
                  '{$request.body#/url}':
                    post:
                      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
                      responses: {'200': {description: Done.}}
            get:
              operationId: listThings
              parameters: [{name: filter, in: query, schema: {type: object, properties: {name: {type: string, format: email}}}}]
              responses:
                '200':
                  description: Things.
                  headers: {Pagination-Next: {schema: {type: string}}}
                  content:
                    application/json:
                      schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}
                      examples: {a: {value: [{id: 1}]}}
                  links: {next: {operationId: listThings}}
          /things/{id}:
            get:
              operationId: getThing
              servers: [{url: https://eu.example.com}]
              parameters: [{name: id, in: path, required: true, schema: {type: integer, format: int64}}]
              responses: {'200': {$ref: '#/components/responses/Thing'}, default: {description: Failed.}}
        webhooks:
          thing.created:
            post:
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
              responses: {'200': {description: Done.}}
        components:
          parameters: {Limit: {name: limit, in: query, schema: {type: [integer, 'null'], minimum: 1, maximum: 100, default: 10}}}
          requestBodies: {Thing: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
          responses: {Thing: {description: A thing., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
          headers: {X-Id: {required: true, schema: {type: string}}}
          examples: {One: {value: {id: 1}}}
          securitySchemes:
            Key: {type: apiKey, in: header, name: X-Key}
            OAuth:
              type: oauth2
              flows: {authorizationCode: {authorizationUrl: https://a.example, tokenUrl: https://b.example, scopes: {read: Reads.}}}
          schemas:
            Thing:
              type: object
              required: [id, name]
              discriminator: {propertyName: kind, mapping: {dog: '#/components/schemas/Dog'}}
              properties:
                id: {type: integer, format: int64, readOnly: true}
                name: {type: string, minLength: 1, pattern: '^[a-z]+$', x-note: 1}
                kind: {type: string, enum: [dog, cat]}
                price: {type: number, exclusiveMinimum: 0, multipleOf: 0.01}
                tags: {type: array, items: {type: string}, uniqueItems: true, maxItems: 5}
                next: {oneOf: [{$ref: '#/components/schemas/Thing'}, {type: 'null'}]}
                extra: {type: object, additionalProperties: {type: integer}, patternProperties: {'^a': true}}
                both: {anyOf: [{type: string, format: date}, {type: integer}], deprecated: true}
                tuple: {type: array, prefixItems: [true, {type: string}], contains: {const: 1}, items: false}
                condition: {if: {properties: {a: {const: 1}}}, then: {required: [a]}, else: false, not: {const: null}}
                any: true
                none: false
            Dog: {allOf: [{$ref: '#/components/schemas/Thing'}, {type: object, properties: {pack: {type: integer}}}]}
            Anything: true
        """;

    private const string Whole30 = """
        openapi: 3.0.3
        info: {title: Things, version: '1.0'}
        paths:
          /things:
            get:
              responses:
                '200':
                  description: Things.
                  content: {application/json: {schema: {$ref: '#/components/schemas/Page'}, example: {items: [{id: 1}]}}}
            put:
              operationId: putThing
              parameters: [{name: a, in: header, required: true, content: {text/plain: {schema: {type: string}}}}]
              requestBody: {content: {'*/*': {schema: {type: string, format: binary}}}}
              responses: {'204': {description: Done.}}
        components:
          schemas:
            Page: {type: object, properties: {items: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}
            Thing: {type: object, nullable: true, properties: {id: {type: integer, minimum: 0, exclusiveMinimum: true}}}
        """;

    // A few operations of the contract with all that they use.
    private static JsonObject Reduced(int every)
    {
        var whole = PinnedContract.Read().Root;
        var paths = new JsonObject();
        foreach (var (index, (path, item)) in (whole["paths"] as JsonObject)!.Index())
        {
            if (index % 100 == every)
            {
                paths.Add(path, item!.DeepClone());
            }
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = whole["info"]!.DeepClone(),
            ["paths"] = paths,
        };
        var waiting = new Stack<JsonNode?>([paths]);
        while (waiting.TryPop(out var node))
        {
            foreach (var child in node is JsonObject map ? map.Select(entry => entry.Value) : node as JsonArray ?? [])
            {
                waiting.Push(child);
            }

            if (
                node.Get("$ref")?.ToString() is ['#', .. var pointer]
                && JsonPointer.Tokens(pointer).ToList() is ["components", var kind, var name]
                && JsonPointer.Find(whole, pointer) is { } target
            )
            {
                var components = Child(Child(document, "components"), kind);
                if (!components.ContainsKey(name))
                {
                    components.Add(name, target.DeepClone());
                    waiting.Push(components[name]);
                }
            }
        }

        return document;
    }

    private static JsonObject Child(JsonObject owner, string key)
    {
        if (owner[key] is not JsonObject child)
        {
            owner[key] = child = [];
        }

        return child;
    }

    private static JsonObject Read(string yaml) => SpecFile.Parse("seed.yaml", Encoding.UTF8.GetBytes(yaml)).Root;
}
