using System.Text;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Tests.Contract;

/// <summary>Schemas as they take effect, whatever the spelling.</summary>
public sealed class SchemaTests
{
    [TestCase("{type: string, nullable: true}", ExpectedResult = true, TestName = "{m}(3.0 nullable)")]
    [TestCase("{type: string, nullable: false}", ExpectedResult = false, TestName = "{m}(3.0 not nullable)")]
    [TestCase("{type: [string, 'null']}", ExpectedResult = true, TestName = "{m}(list of types)")]
    [TestCase("{type: ['null', string]}", ExpectedResult = true, TestName = "{m}(list of types, null first)")]
    [TestCase("{type: [string]}", ExpectedResult = false, TestName = "{m}(list of one type)")]
    [TestCase(
        "{type: string, enum: [a, null]}",
        ExpectedResult = true,
        TestName = "{m}(null is listed, but not a type: meant all the same)"
    )]
    [TestCase("{enum: [a, null]}", ExpectedResult = true, TestName = "{m}(null is listed)")]
    [TestCase(
        "{type: [string, 'null'], enum: [a, b]}",
        ExpectedResult = true,
        TestName = "{m}(null is a type, but not listed: meant all the same)"
    )]
    [TestCase(
        "{type: string, nullable: true, enum: [a, b]}",
        ExpectedResult = true,
        TestName = "{m}(3.0 nullable, whose list seldom has null)"
    )]
    [TestCase("{const: null}", ExpectedResult = true, TestName = "{m}(const null)")]
    [TestCase("{const: a}", ExpectedResult = false, TestName = "{m}(const)")]
    [TestCase("{oneOf: [{type: string}, {type: 'null'}]}", ExpectedResult = true, TestName = "{m}(oneOf null)")]
    [TestCase(
        "{anyOf: [{$ref: '#/components/schemas/Apple'}, {type: 'null'}]}",
        ExpectedResult = true,
        TestName = "{m}(anyOf reference or null)"
    )]
    [TestCase(
        "{anyOf: [{enum: [a, b], type: string}, {enum: [null]}]}",
        ExpectedResult = true,
        TestName = "{m}(anyOf enumeration or nothing but null)"
    )]
    [TestCase(
        "{anyOf: [{$ref: '#/components/schemas/Apple'}, {const: null}]}",
        ExpectedResult = true,
        TestName = "{m}(anyOf reference or const null)"
    )]
    [TestCase("{oneOf: [{type: string}, {type: integer}]}", ExpectedResult = false, TestName = "{m}(oneOf without null)")]
    [TestCase("{oneOf: [{type: [string, 'null']}, {type: integer}]}", ExpectedResult = true, TestName = "{m}(a member that may be null)")]
    [TestCase(
        "{allOf: [{$ref: '#/components/schemas/Apple'}], nullable: true}",
        ExpectedResult = true,
        TestName = "{m}(3.0 nullable beside allOf)"
    )]
    [TestCase("{$ref: '#/components/schemas/Apple', nullable: true}", ExpectedResult = true, TestName = "{m}(nullable beside a reference)")]
    [TestCase("{$ref: '#/components/schemas/Apple'}", ExpectedResult = false, TestName = "{m}(reference)")]
    [TestCase("{$ref: '#/components/schemas/PerhapsText'}", ExpectedResult = true, TestName = "{m}(reference to what may be null)")]
    public bool Is_nullable(string schema) => Property(schema).Nullable;

    [TestCase("{type: [string, 'null']}", "string")]
    [TestCase("{type: [integer, string]}", "integer,string")]
    [TestCase("{oneOf: [{type: integer}, {type: 'null'}]}", "integer")]
    [TestCase("{anyOf: [{$ref: '#/components/schemas/Apple'}, {type: 'null'}]}", "object")]
    [TestCase("{properties: {a: {type: string}}}", "object")]
    [TestCase("{items: {type: string}}", "array")]
    [TestCase("{description: Anything.}", "")]
    [TestCase("true", "")]
    public void Reads_types_without_null(string schema, string types) =>
        Assert.That(string.Join(',', Property(schema).Types), Is.EqualTo(types));

    [Test]
    public void Removes_null_from_enumerations() =>
        Assert.That(
            Property("{type: [string, 'null'], enum: [a, null, b]}").Enum!.Select(value => value!.ToString()),
            Is.EqualTo(new[] { "a", "b" })
        );

    [TestCase("{type: boolean, enum: [true, false]}", false)]
    [TestCase("{type: boolean, enum: [true]}", true)]
    [TestCase("{type: string, enum: []}", false)]
    [TestCase("{type: string, enum: [a]}", true)]
    [TestCase("{type: string}", false)]
    public void A_list_without_restriction_is_not_an_enumeration(string schema, bool limits) =>
        Assert.That(Property(schema).Enum, limits ? Is.Not.Null : Is.Null);

    [Test]
    public void Reads_an_enumeration_or_null_as_the_enumeration()
    {
        var schema = Property("{anyOf: [{type: string, enum: [a, b]}, {enum: [null]}]}");
        Assert.That(schema.Enum!.Select(value => value!.ToString()), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(schema.Types, Is.EqualTo(new[] { "string" }));
    }

    [Test]
    public void A_union_of_one_class_and_null_is_the_class()
    {
        var schema = Property("{oneOf: [{$ref: '#/components/schemas/Apple'}, {type: 'null'}]}");
        Assert.Multiple(() =>
        {
            Assert.That(schema.ComponentName, Is.EqualTo("Apple"));
            Assert.That(schema.Properties.Keys, Is.EqualTo(new[] { "color" }));
            Assert.That(schema.OneOf, Is.Empty);
            Assert.That(
                schema.Identity,
                Is.Not.EqualTo(Property("{$ref: '#/components/schemas/Apple'}").Identity),
                "One may be null and the other may not."
            );
        });
    }

    [Test]
    public void Keys_beside_a_union_with_null_stay()
    {
        var schema = Property(
            "{anyOf: [{$ref: '#/components/schemas/Apple'}, {type: 'null'}], deprecated: true, x-sunset: '2999-01-31', default: null}"
        );
        Assert.Multiple(() =>
        {
            Assert.That(schema.ComponentName, Is.EqualTo("Apple"));
            Assert.That(schema.Deprecated, Is.True);
            Assert.That(schema.Text("x-sunset"), Is.EqualTo("2999-01-31"));
            Assert.That(schema.Has("default"), Is.True);
            Assert.That(schema.PointerTo("deprecated"), Is.EqualTo(schema.UsePointer + "/deprecated"));
            Assert.That(schema.PointerTo("required"), Is.EqualTo("/components/schemas/Apple/required"));
        });
    }

    [Test]
    public void A_union_of_several_and_null_keeps_its_members()
    {
        var schema = Property("{oneOf: [{$ref: '#/components/schemas/Apple'}, {type: 'null'}, {type: string}]}");
        Assert.That(schema.OneOf.Select(member => member.Describe()), Is.EqualTo(new[] { "Apple", "string" }));
        Assert.That(schema.Nullable, Is.True);
    }

    [Test]
    public void Merges_allOf()
    {
        var schema = Property(
            "{allOf: [{$ref: '#/components/schemas/Apple'}, {type: object, required: [weight], properties: {weight: {type: "
                + "number}}}], required: [color], deprecated: true}"
        );
        Assert.Multiple(() =>
        {
            Assert.That(schema.Types, Is.EqualTo(new[] { "object" }));
            Assert.That(schema.Properties.Keys, Is.EquivalentTo(new[] { "color", "weight" }));
            Assert.That(schema.Required, Is.EquivalentTo(new[] { "id", "color", "weight" }));
            Assert.That(schema.Deprecated, Is.True);
            Assert.That(schema.Properties["color"].Pointer, Is.EqualTo("/components/schemas/Apple/properties/color"));
        });
    }

    [Test]
    public void Own_keys_take_precedence_over_those_of_allOf() =>
        Assert.That(Property("{allOf: [{type: string, maxLength: 5}], maxLength: 3}").Number("maxLength"), Is.EqualTo(3));

    [Test]
    public void Keys_beside_a_reference_add_to_it()
    {
        var schema = Property("{$ref: '#/components/schemas/Apple', deprecated: true, required: [color]}");
        Assert.Multiple(() =>
        {
            Assert.That(schema.ComponentName, Is.EqualTo("Apple"));
            Assert.That(schema.Deprecated, Is.True);
            Assert.That(schema.Required, Is.EquivalentTo(new[] { "id", "color" }));
            Assert.That(schema.PointerTo("deprecated"), Does.StartWith("/paths/"));
            Assert.That(schema.PointerTo("type"), Is.EqualTo("/components/schemas/Apple/type"));
            Assert.That(Property("{$ref: '#/components/schemas/Apple'}").Deprecated, Is.False, "The definition stays as it is.");
        });
    }

    [Test]
    public void A_description_beside_a_reference_adds_nothing() =>
        Assert.That(
            Property("{$ref: '#/components/schemas/Apple', description: A fruit.}").Identity,
            Is.EqualTo("/components/schemas/Apple")
        );

    [Test]
    public void Follows_references_to_references() =>
        Assert.That(Property("{$ref: '#/components/schemas/AlsoApple'}").ComponentName, Is.EqualTo("Apple"));

    [TestCase("{$ref: '#/components/schemas/Pear'}", "has no target")]
    [TestCase("{$ref: '#/components/schemas/Ring'}", "back to itself")]
    public void A_broken_reference_allows_anything_and_is_a_problem(string schema, string problem)
    {
        var read = Property(schema);
        Assert.That(read.Types, Is.Empty);
        Assert.That(read.Describe(), Is.EqualTo("any"));
        Assert.That(read.Document.Problems.Values, Has.Some.Contains(problem));
    }

    [Test]
    public void A_schema_may_contain_itself()
    {
        var tree = Property("{$ref: '#/components/schemas/Tree'}");
        Assert.That(tree.Properties["children"].Items!.Properties["children"].Items!.ComponentName, Is.EqualTo("Tree"));
    }

    [TestCase("Snake")]
    [TestCase("Knot")]
    public void A_schema_that_is_composed_of_itself_is_read_once(string name)
    {
        var schema = Property($"{{$ref: '#/components/schemas/{name}'}}");
        Assert.That(schema.Properties.Keys, Does.Contain("skin"));
        Assert.That(schema.Has("nothing"), Is.False);
    }

    private static Schema Property(string schema)
    {
        var document = ApiDocument.Read(
            SpecFile.Parse(
                "things.yaml",
                Encoding.UTF8.GetBytes(
                    $"""
                    openapi: 3.1.0
                    paths:
                      /things:
                        get:
                          responses:
                            '200':
                              content:
                                application/json:
                                  schema:
                                    type: object
                                    properties:
                                      thing: {schema}
                    components:
                      schemas:
                        Apple:
                          type: object
                          required: [id]
                          properties:
                            color:
                              type: string
                        AlsoApple:
                          $ref: '#/components/schemas/Apple'
                        PerhapsText:
                          type: [string, 'null']
                        Ring:
                          $ref: '#/components/schemas/Ring'
                        Tree:
                          type: object
                          properties:
                            children:
                              type: array
                              items:
                                $ref: '#/components/schemas/Tree'
                        Snake:
                          allOf:
                            - $ref: '#/components/schemas/Snake'
                            - properties:
                                skin:
                                  type: string
                        Knot:
                          properties:
                            skin:
                              type: string
                          oneOf:
                            - $ref: '#/components/schemas/Knot'
                            - type: 'null'
                    """
                )
            )
        );
        return document.Operations[0].Responses["200"].Content["application/json"].Schema!.Properties["thing"];
    }
}
