using ClickFunnels.Tests.Support;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests;

/// <summary>An unexpected value in a field does not fail reading, and writing back loses nothing.</summary>
public sealed class TolerantReadingTests
{
    [TestCase("{}", false, null)]
    [TestCase("""{"email_address":null}""", true, null)]
    [TestCase("""{"email_address":"a@b.example"}""", true, "a@b.example")]
    [TestCase("""{"email_address":{"unexpected":true}}""", false, null)]
    public void An_absent_field_differs_from_a_null_field(string json, bool has, string? expected)
    {
        var contact = Newtonsoft.Json.JsonConvert.DeserializeObject<Contact>(json)!;

        Assert.That(contact.Has("email_address"), Is.EqualTo(has));
        Assert.That(contact.EmailAddress, Is.EqualTo(expected));
    }

    [Test]
    public void An_id_that_was_not_sent_is_not_taken_for_zero()
    {
        var contact = Newtonsoft.Json.JsonConvert.DeserializeObject<Contact>("""{"id":null,"custom_attributes":{"public_id":"x"}}""")!;

        Assert.That(contact.Has("id"), Is.False);
        Assert.That(contact.Has("public_id"), Is.False, "A field of the same name in a nested object is not the record's.");
        Assert.That(contact.ToJson(), Does.Contain("\"id\":null"));
    }

    /// <summary>Values in place of the documented ones.</summary>
    private static readonly string[] Surprises =
    [
        "null",
        "true",
        "false",
        "0",
        "1",
        "-7",
        "3000000000",
        "9223372036854775807",
        "9223372036854775808",
        "123456789012345678901234567890",
        "1.5",
        "-0.25",
        "1e3",
        "98765432109876.54",
        "0.30000000000000004",
        "1e300",
        "\"\"",
        "\" \"",
        "\"text\"",
        "\"5\"",
        "\"5.50\"",
        "\"1e3\"",
        "\"1,5\"",
        "\"true\"",
        "\"null\"",
        "\"NaN\"",
        "\"invented_value\"",
        "\"2025-01-01T00:00:00.000Z\"",
        "\"2025-01-01T00:00:00Z\"",
        "\"2025-01-01T02:00:00.000+02:00\"",
        "\"2025-01-01\"",
        "\"2025-13-45T99:99:99.000Z\"",
        "\"0000-00-00T00:00:00.000Z\"",
        "{}",
        "[]",
        "{\"id\":1}",
        "{\"a\":{\"b\":[1,{\"c\":null}]}}",
        "{\"a\":\"x\",\"b\":null}",
        "{\"a\":true,\"b\":1,\"c\":1.5}",
        "[null]",
        "[1]",
        "[1,2]",
        "[\"1\"]",
        "[\"a\"]",
        "[1,\"a\"]",
        "[\"a\",1,null]",
        "[1,{}]",
        "[1,[2]]",
        "[{}]",
        "[{\"id\":1},null]",
        "[{\"id\":1},5]",
        "[{\"id\":1},\"x\",{\"id\":2}]",
        "[{\"id\":1,\"created_at\":\"2025-01-01T00:00:00.000Z\",\"name\":\"2025-01-01T10:00:00+05:00\"},7]",
    ];

    private static IEnumerable<Type> Models => Library.ResponseModels.Concat(Library.RequestModels);

    private static IEnumerable<ModelProperty> Properties => Models.SelectMany(Library.PropertiesOf);

    [Test]
    public void A_surprise_in_a_field_is_read_and_written_back() =>
        Each.Of(
            Properties,
            property =>
            {
                Assert.Multiple(() =>
                {
                    foreach (var surprise in Surprises)
                    {
                        var json = $$"""{"zz_before":1,"{{property.Name}}":{{surprise}},"zz_after":[2]}""";
                        var read = ReadAsTheClientDoes(property.Model, json);
                        AssertSame(read.ToJson(), json, "the client");
                        AssertSame(
                            ((Model)JsonConvert.DeserializeObject(json, property.Model)!).ToJson(),
                            json,
                            "JsonConvert",
                            asDoubles: true
                        );
                        AssertSame(JsonConvert.SerializeObject(read), json, "JsonConvert writing");
                    }
                });
            }
        );

    [Test]
    public void Surprises_in_all_fields_at_once_are_read_and_written_back() =>
        Each.Of(
            Models,
            type =>
            {
                Assert.Multiple(() =>
                {
                    for (var shift = 0; shift < Surprises.Length; shift++)
                    {
                        var fields = Library
                            .PropertiesOf(type)
                            .Select((property, index) => $"\"{property.Name}\":{Surprises[(index + shift) % Surprises.Length]}");
                        var json = $"{{{string.Join(",", fields)}}}";
                        AssertSame(ReadAsTheClientDoes(type, json).ToJson(), json, "the client");
                    }
                });
            }
        );

    [Test]
    public void Unknown_fields_are_kept_as_they_are() =>
        Each.Of(
            Models,
            type =>
            {
                const string Json = """
                    {"unknown_text":"2025-01-01T10:00:00+05:00","unknown_number":1.25,
                     "unknown_object":{"a":[1,null,{"b":"2025-01-01"}]},"":"no name","Id":"other case"}
                    """;

                Assert.That(
                    JsonTexts.Parse(ReadAsTheClientDoes(type, Json).ToJson()),
                    Is.EqualTo(JsonTexts.Parse(Json)).Using<JToken>(JToken.DeepEquals)
                );
            }
        );

    [Test]
    public void A_list_with_one_odd_item_keeps_the_text_of_the_others()
    {
        const string Json = """{"tags":[{"id":1,"name":"2025-01-01T10:00:00+05:00"},7]}""";
        var contact = ReadAsTheClientDoes(typeof(Contact), Json);

        Assert.That(JsonTexts.Parse(contact.ToJson()), Is.EqualTo(JsonTexts.Parse(Json)).Using<JToken>(JToken.DeepEquals));
    }

    [Test]
    public void Numbers_and_texts_stand_for_each_other()
    {
        var contact = (Contact)ReadAsTheClientDoes(typeof(Contact), """{"id":"5","phone_number":123,"anonymous":"1","is_active":1}""");
        var price = (ProductPrice)ReadAsTheClientDoes(typeof(ProductPrice), """{"id":5.0,"amount":100.5,"trial_amount":"7.50"}""");

        Assert.Multiple(() =>
        {
            Assert.That((contact.Id, contact.PhoneNumber, contact.Anonymous, contact.IsActive), Is.EqualTo((5L, "123", 1, true)));
            Assert.That((price.Id, price.Amount, price.TrialAmount), Is.EqualTo((5L, 100.5m, 7.50m)));
            Assert.That(contact.AdditionalProperties, Is.Empty);
        });
    }

    [Test]
    public void A_value_that_does_not_fit_leaves_the_property_unset()
    {
        var contact = (Contact)ReadAsTheClientDoes(typeof(Contact), """{"id":{"odd":1},"first_name":[1],"created_at":"yesterday"}""");

        Assert.Multiple(() =>
        {
            Assert.That((contact.Id, contact.FirstName, contact.CreatedAt), Is.EqualTo((0L, (string?)null, (DateTimeOffset?)null)));
            Assert.That(contact.AdditionalProperties.Keys, Is.EquivalentTo(new[] { "id", "first_name", "created_at" }));
        });
    }

    [Test]
    public void Custom_attributes_that_are_not_strings_are_read_as_json_text()
    {
        var contact = (Contact)ReadAsTheClientDoes(
            typeof(Contact),
            """{"custom_attributes":{"flag":true,"count":5,"rate":1.5,"none":null,"text":"x"}}"""
        );

        Assert.That(
            contact.CustomAttributes,
            Is.EqualTo(
                new Dictionary<string, string?>
                {
                    ["flag"] = "true",
                    ["count"] = "5",
                    ["rate"] = "1.5",
                    ["none"] = null,
                    ["text"] = "x",
                }
            )
        );
    }

    [Test]
    public void Reading_into_a_property_that_was_unreadable_before_keeps_the_last()
    {
        var contact = ReadAsTheClientDoes(typeof(Contact), """{"first_name":{"odd":1},"first_name":"A"}""");

        Assert.That(contact.ToJson(), Is.EqualTo("""{"first_name":"A"}"""));
    }

    [Test]
    public async Task A_page_with_surprises_in_its_records_is_read()
    {
        using var service = new FakeService();
        service.Respond(200, """[{"id":1,"tags":"none"},{"id":"2","visits":7},{"id":null,"created_at":0}]""");
        var contacts = await service.Client().Contacts.ListAsync().ToListAsync();

        Assert.That(contacts.Select(static contact => contact.Id), Is.EqualTo(new[] { 1L, 2L, 0L }));
    }

    private static Model ReadAsTheClientDoes(Type type, string json)
    {
        var model = (Model)Activator.CreateInstance(type)!;
        var bytes = System.Text.Encoding.UTF8.GetBytes(json);
        using var reader = JsonResult.Open(bytes, bytes.Length);
        reader.Read();
        model.ReadFrom(reader);
        Assert.That(reader.Depth, Is.Zero, $"Reading {json} did not end where the object does.");
        return model;
    }

    // The reader of JsonConvert rounds fractions before the model sees them.
    private static void AssertSame(string written, string json, string how, bool asDoubles = false)
    {
        var (expected, actual) = (JsonTexts.Parse(json), JsonTexts.Parse(written));
        if (!(asDoubles ? JsonTexts.SayTheSameAsDoubles(expected, actual) : JsonTexts.SayTheSame(expected, actual)))
        {
            Assert.Fail($"Read by {how}: {json}\nwritten:  {written}");
        }
    }
}
