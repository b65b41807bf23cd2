using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Small documents around a part that matters.</summary>
internal static class Specs
{
    /// <summary>A document with one operation whose schema at the position is the given one, in YAML.</summary>
    public static string At(SchemaPosition position, string schema) =>
        position switch
        {
            SchemaPosition.RequestBody => Operation(
                "requestBody:\n  required: true\n  content:\n    application/json:\n      schema:\n" + Indent(schema, 8)
            ),
            SchemaPosition.RequestProperty => At(SchemaPosition.RequestBody, Property(schema)),
            SchemaPosition.ResponseBody => Operation("", "content:\n  application/json:\n    schema:\n" + Indent(schema, 6)),
            SchemaPosition.ResponseProperty => At(SchemaPosition.ResponseBody, Property(schema)),
            SchemaPosition.ResponseHeader => Operation("", "headers:\n  X-Thing:\n    schema:\n" + Indent(schema, 6)),
            SchemaPosition.RequestParameter => Operation("parameters:\n  - name: thing\n    in: query\n    schema:\n" + Indent(schema, 6)),
            SchemaPosition.RequestParameterProperty => At(SchemaPosition.RequestParameter, Property(schema)),
            _ => throw new ArgumentOutOfRangeException(nameof(position)),
        };

    /// <summary>A document with <c>POST /things</c>, further keys of the operation, and further keys of its 200.</summary>
    public static string Operation(string keys, string response = "", string document = "") =>
        "openapi: 3.1.0\ninfo:\n  title: Things\n"
        + End(document)
        + "paths:\n  /things:\n    post:\n      operationId: createThing\n      tags: [Things]\n"
        + End(Indent(keys, 6))
        + "      responses:\n        '200':\n          description: Done.\n"
        + End(Indent(response, 10));

    /// <summary>A document with the given paths, in YAML.</summary>
    public static string Paths(string paths, string document = "") =>
        "openapi: 3.1.0\ninfo:\n  title: Things\n" + End(document) + "paths:\n" + Indent(paths, 2) + "\n";

    public static string Indent(string yaml, int by)
    {
        var margin = new string(' ', by);
        return string.Join('\n', yaml.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? line : margin + line));
    }

    private static string Property(string schema) => "type: object\nproperties:\n  thing:\n" + Indent(schema, 4);

    private static string End(string yaml) => yaml.Length == 0 ? "" : yaml.TrimEnd('\n') + "\n";
}
