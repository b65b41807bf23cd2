using ClickFunnels.Tests.Support;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests;

/// <summary>Models in users' hands: JsonConvert reads and writes them by the client's own rules, wherever they are nested.</summary>
public sealed class JsonConvertTests
{
    private const string Json = """
        {"id":1,"email_address":"a@example.com","time_zone":"2025-01-01T10:00:00+05:00","created_at":"2025-01-01T00:00:00.000Z",
         "tags":[{"id":2,"name":"vip"}],"new_field":"2025-01-01"}
        """;

    [Test]
    public void A_model_survives_the_round()
    {
        var contact = JsonConvert.DeserializeObject<Contact>(Json)!;

        Assert.Multiple(() =>
        {
            Assert.That(contact.CreatedAt, Is.EqualTo(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)));
            Assert.That(contact.TimeZone, Is.EqualTo("2025-01-01T10:00:00+05:00"), "A text that looks like a date stays the text it is.");
            Assert.That(
                JsonTexts.Parse(JsonConvert.SerializeObject(contact)),
                Is.EqualTo(JsonTexts.Parse(Json)).Using<JToken>(JToken.DeepEquals)
            );
        });
    }

    [Test]
    public void Settings_of_the_user_do_not_change_the_wire()
    {
        var settings = new JsonSerializerSettings
        {
            NullValueHandling = NullValueHandling.Ignore,
            DateFormatString = "dd.MM.yyyy",
            Formatting = Formatting.None,
            ContractResolver = new Newtonsoft.Json.Serialization.CamelCasePropertyNamesContractResolver(),
        };

        Assert.That(
            JsonConvert.SerializeObject(new ContactUpdate { FirstName = null, TagIds = [1] }, settings),
            Is.EqualTo("""{"first_name":null,"tag_ids":[1]}""")
        );
    }

    [Test]
    public void Models_can_be_nested_in_types_of_the_user()
    {
        var holder = JsonConvert.DeserializeObject<Holder>(
            $$"""
            {"When":"2025-01-01T00:00:00Z","Contact":{{Json}},"None":null,"All":[{{Json}}],
             "Order":"desc","Then":"2025-01-02T00:00:00Z"}
            """
        )!;

        Assert.Multiple(() =>
        {
            Assert.That(holder.Contact!.Id, Is.EqualTo(1));
            Assert.That(holder.None, Is.Null);
            Assert.That(holder.All.Single().Tags!.Single().Name, Is.EqualTo("vip"));
            Assert.That(holder.Order, Is.EqualTo(SortOrder.Desc));
            Assert.That(
                (holder.When, holder.Then),
                Is.EqualTo((new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2025, 1, 2, 0, 0, 0, DateTimeKind.Utc))),
                "Reading the model leaves the reader as it was."
            );
        });
    }

    /// <summary>JObject.Parse turns what looks like a date into one, before the model sees it.</summary>
    [Test]
    public void A_token_that_was_parsed_already_can_be_read()
    {
        var contact = JObject.Parse(Json).ToObject<Contact>()!;

        Assert.Multiple(() =>
        {
            Assert.That(contact.CreatedAt, Is.EqualTo(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)));
            Assert.That(contact.AdditionalProperties.Keys, Is.EqualTo(new[] { "new_field" }));
            Assert.That(
                DateTimeOffset.Parse(contact.TimeZone!, System.Globalization.CultureInfo.InvariantCulture),
                Is.EqualTo(new DateTimeOffset(2025, 1, 1, 5, 0, 0, TimeSpan.Zero))
            );
        });
    }

    [Test]
    public void A_token_of_offsets_can_be_read()
    {
        var token = JsonConvert.DeserializeObject<JObject>(
            """{"created_at":"2025-01-01T02:00:00+02:00"}""",
            new JsonSerializerSettings { DateParseHandling = DateParseHandling.DateTimeOffset }
        )!;

        Assert.That(token.ToObject<Contact>()!.CreatedAt, Is.EqualTo(new DateTimeOffset(2025, 1, 1, 2, 0, 0, TimeSpan.FromHours(2))));
    }

    [Test]
    public void A_model_becomes_a_token()
    {
        Assert.That(
            JToken.DeepEquals(
                JObject.FromObject(new ContactUpdate { FirstName = "A", LastName = null }),
                new JObject { ["first_name"] = "A", ["last_name"] = null }
            ),
            Is.True
        );
    }

    [TestCase("[1]")]
    [TestCase("5")]
    [TestCase("\"text\"")]
    public void Json_that_is_not_an_object_cannot_be_read_as_a_model(string json)
    {
        Assert.That(
            () => JsonConvert.DeserializeObject<Contact>(json),
            Throws.InstanceOf<JsonException>().With.Message.Contains("Contact")
        );
    }

    [TestCase("""{"id":1""")]
    [TestCase("""{"tags":[{"id":1}""")]
    [TestCase("""{"tags":[{"id":1""")]
    [TestCase("""{"visits":{"first":{""")]
    public void Json_that_breaks_off_is_an_error(string json)
    {
        Assert.That(() => JsonConvert.DeserializeObject<Contact>(json), Throws.InstanceOf<JsonException>());
    }

    private sealed class Holder
    {
        public DateTime When { get; set; }

        public Contact? Contact { get; set; }

        public Contact? None { get; set; }

        public List<Contact> All { get; set; } = [];

        public SortOrder Order { get; set; }

        public DateTime Then { get; set; }
    }
}
