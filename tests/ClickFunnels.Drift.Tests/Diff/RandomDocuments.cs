using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Drift.Tests.Diff;

/// <summary>Small documents of all sorts, as JSON text. They share paths and names, so any two of them can be compared.</summary>
internal static class RandomDocuments
{
    private static readonly string[] Components = ["Cat", "Dog", "Owner"];

    public static Gen<string> Document =>
        Map(
            Gen.Constant("\"openapi\":\"3.1.0\""),
            Gen.Constant("\"info\":{\"title\":\"Pets\",\"version\":\"1.0.0\"}"),
            Key(
                "paths",
                Map(
                    Key("/pets", Map(Key("get", Operation("listPets", null)), Key("post", Operation("createPet", null)))),
                    Key("/pets/{pet_id}", Map(Key("put", Operation("updatePet", ["pet_id"])))),
                    Key("/owners/{owner_id}/pets/{id}", Map(Key("get", Operation("getPetOfOwner", ["owner_id", "id"]))))
                )
            ),
            Key("components", Map(Key("schemas", Map([.. Components.Select(name => Key(name, Schema(2)))]))))
        );

    /// <summary>A schema whose parts nest at most so deep, references aside.</summary>
    public static Gen<string> Schema(int depth) =>
        depth == 0
            ? Gen.OneOf(Text, Number, Reference, Gen.Constant("{}"))
            : Gen.Frequency(
                (2, Text),
                (2, Number),
                (2, Reference),
                (2, ReferenceWithMore),
                (4, Object(depth - 1)),
                (2, List(depth - 1)),
                (2, Merged(depth - 1)),
                (2, Union(depth - 1)),
                (1, OrNull(depth - 1)),
                (1, Conditional(depth - 1))
            );

    private static Gen<string> Text =>
        Map(
            Type("string"),
            Maybe("minLength", Gen.Elements("0", "1", "2")),
            Maybe("maxLength", Gen.Elements("5", "60", "255")),
            Maybe("pattern", Gen.Elements("\"^[a-z]{1,5}$\"", "\"^[a-z]{1,9}$\"", "\".*\"")),
            Maybe("enum", Gen.Elements("[\"a\"]", "[\"a\",\"b\"]", "[\"b\",\"a\",null]")),
            Maybe("default", Gen.Elements("\"a\"", "\"12\"", "null")),
            Maybe("format", Gen.Elements("\"date-time\"", "\"email\"")),
            Maybe("description", Gen.Elements("\"Yes: no\"", "\"# 😀\\n- x\"", "\"null\"")),
            Flags
        );

    private static Gen<string> Number =>
        Map(
            Gen.OneOf(Type("integer"), Type("number"), Type("boolean")),
            Maybe("minimum", Gen.Elements("0", "-1.5", "1e1")),
            Maybe("maximum", Gen.Elements("100", "99.90")),
            Maybe("exclusiveMinimum", Gen.Elements("0", "true", "3")),
            Maybe("exclusiveMaximum", Gen.Elements("100", "true")),
            Maybe("multipleOf", Gen.Elements("0.01", "2", "4")),
            Maybe("const", Gen.Elements("1", "9223372036854775808", "true", "null")),
            Flags
        );

    private static Gen<string> Flags =>
        Gen.Frequency(
            (6, Gen.Constant("")),
            (1, Gen.Constant("\"readOnly\":true")),
            (1, Gen.Constant("\"writeOnly\":true")),
            (1, Gen.Constant("\"deprecated\":true")),
            (1, Gen.Constant("\"nullable\":true"))
        );

    private static Gen<string> Reference => Gen.Elements(Components).Select(name => $$"""{"$ref":"#/components/schemas/{{name}}"}""");

    private static Gen<string> ReferenceWithMore =>
        Gen.Elements([.. Components, "Lost"]).Select(name => $$"""{"$ref":"#/components/schemas/{{name}}","deprecated":true}""");

    private static Gen<string> Object(int depth) =>
        Map(
            Gen.Frequency((3, Type("object")), (1, Gen.Constant(""))),
            Key(
                "properties",
                Map(
                    MaybeKey("name", Schema(depth)),
                    MaybeKey("tag_list", Schema(depth)),
                    MaybeKey("a/b~c", Schema(depth)),
                    MaybeKey("200", Schema(depth))
                )
            ),
            Maybe("required", Gen.Elements("[\"name\"]", "[\"tag_list\",\"name\"]", "[]")),
            Maybe("additionalProperties", Gen.OneOf(Gen.Elements("true", "false"), Schema(depth))),
            Maybe("minProperties", Gen.Elements("0", "1")),
            Maybe("dependentRequired", Gen.Elements("{\"name\":[\"200\"]}", "{\"name\":[\"200\",\"tag_list\"],\"200\":[]}")),
            Maybe("patternProperties", Schema(depth).Select(schema => $$"""{"^x-":{{schema}}}"""))
        );

    private static Gen<string> List(int depth) =>
        Map(
            Type("array"),
            MaybeKey("items", Schema(depth)),
            Maybe("minItems", Gen.Elements("0", "1")),
            Maybe("maxItems", Gen.Elements("5", "9")),
            Maybe("uniqueItems", Gen.Elements("true", "false")),
            Maybe("contains", Schema(0)),
            Maybe("minContains", Gen.Elements("0", "2"))
        );

    private static Gen<string> Merged(int depth) =>
        from parts in All(Reference, Schema(depth), Gen.Constant("{\"description\":\"Merged.\"}"))
        select $$"""{"allOf":[{{string.Join(',', parts)}}]}""";

    private static Gen<string> Union(int depth) =>
        from keyword in Gen.Elements("oneOf", "anyOf")
        from parts in All(Reference, Schema(depth), Schema(depth))
        from count in Gen.Choose(1, 3)
        select $$"""{"{{keyword}}":[{{string.Join(',', parts.Take(count))}}]}""";

    private static Gen<string> OrNull(int depth) => Schema(depth).Select(schema => $$"""{"oneOf":[{{schema}},{"type":"null"}]}""");

    private static Gen<string> Conditional(int depth) =>
        Map(Type("object"), Maybe("if", Schema(depth)), Maybe("then", Schema(depth)), Maybe("not", Schema(depth)));

    private static Gen<string> Operation(string id, string[]? pathParameters) =>
        Map(
            Gen.Constant($"\"operationId\":\"{id}\""),
            Gen.Constant("\"tags\":[\"Pets\"]"),
            Key(
                "parameters",
                All([.. (pathParameters ?? []).Select(PathParameter), QueryParameter]).Select(list => $"[{string.Join(',', list)}]")
            ),
            Maybe(
                "requestBody",
                Map(
                    Maybe("required", Gen.Elements("true", "false")),
                    Key("content", Map(Key("application/json", Map(Key("schema", Schema(2))))))
                )
            ),
            Key(
                "responses",
                Map(
                    Key(
                        "200",
                        Map(
                            Gen.Constant("\"description\":\"Done.\""),
                            Maybe("headers", Schema(1).Select(schema => $$$"""{"X-Total":{"schema":{{{schema}}}}}""")),
                            Key("content", Map(Key("application/json", Map(Key("schema", Schema(2))))))
                        )
                    ),
                    Maybe("422", Gen.Constant("{\"description\":\"Refused.\"}"))
                )
            )
        );

    private static Gen<string> PathParameter(string name) =>
        Schema(0).Select(schema => $$"""{"name":"{{name}}","in":"path","required":true,"schema":{{schema}} }""");

    private static Gen<string> QueryParameter =>
        from schema in Schema(1)
        from required in Gen.Elements("true", "false")
        select $$"""{"name":"filter","in":"query","required":{{required}},"schema":{{schema}} }""";

    private static Gen<string> Type(string type) =>
        Gen.Elements($"\"type\":\"{type}\"", $"\"type\":\"{type}\"", $"\"type\":[\"{type}\",\"null\"]");

    private static Gen<string> Key(string name, Gen<string> value) => value.Select(text => $"\"{name}\":{text}");

    private static Gen<string> MaybeKey(string name, Gen<string> value) => Gen.Frequency((2, Key(name, value)), (1, Gen.Constant("")));

    private static Gen<string> Maybe(string name, Gen<string> value) => Gen.Frequency((1, Key(name, value)), (3, Gen.Constant("")));

    private static Gen<string> Map(params Gen<string>[] parts) =>
        All(parts).Select(texts => "{" + string.Join(',', texts.Where(text => text.Length > 0)) + "}");

    private static Gen<IReadOnlyList<string>> All(params Gen<string>[] parts) =>
        parts.Aggregate(
            Gen.Constant<IReadOnlyList<string>>([]),
            (before, part) => before.SelectMany(_ => part, (texts, text) => (IReadOnlyList<string>)[.. texts, text])
        );
}
