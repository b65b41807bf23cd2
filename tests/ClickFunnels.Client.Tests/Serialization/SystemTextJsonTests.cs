using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClickFunnels.OAuth;
using ClickFunnels.Webhooks;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests.Serialization;

/// <summary>Models, ids, enumerations and events keep their meaning when System.Text.Json writes and reads them.</summary>
public sealed partial class SystemTextJsonTests
{
    private static readonly JsonSerializerOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Test]
    public void An_update_that_was_queued_changes_only_what_was_set()
    {
        var json = JsonSerializer.Serialize(new ContactUpdate { FirstName = "J", LastName = null });

        Assert.Multiple(() =>
        {
            Assert.That(json, Is.EqualTo("""{"first_name":"J","last_name":null}"""));
            Assert.That(JsonSerializer.Deserialize<ContactUpdate>(json)!.ToJson(), Is.EqualTo(json));
            Assert.That(JsonSerializer.Deserialize<ContactUpdate>("{}")!.ToJson(), Is.EqualTo("{}"));
        });
    }

    [Test]
    public void Unknown_fields_odd_values_and_digits_survive()
    {
        const string Json =
            """{"id":5,"status":"past-due","new_field":[[[[],[]]],{"a":1.10,"b":1e400}],"created_at":7"""
            + ""","total_amount":"29.999999999999999999"}""";

        var invoice = JsonSerializer.Deserialize<OrderInvoice>(Json)!;

        Assert.Multiple(() =>
        {
            Assert.That((invoice.Id, invoice.Status), Is.EqualTo((5L, (OrderInvoiceStatus?)"past-due")));
            Assert.That(JToken.DeepEquals(JObject.Parse(JsonSerializer.Serialize(invoice)), JObject.Parse(Json)));
            Assert.That(JsonSerializer.Serialize(invoice), Does.Contain("""[[[[],[]]],{"a":1.10,"b":1e400}]"""));
        });
    }

    [Test]
    public void It_works_within_types_of_the_user()
    {
        var order = new Envelope
        {
            Contact = new ContactUpdate { FirstName = "J" },
            Ids = new() { [7] = "seven", ["abc"] = "text" },
            Id = "abc",
            Statuses = new() { [OrderInvoiceStatus.Paid] = 1, ["new-status"] = 2 },
            Pair = new Pair(OrderInvoiceStatus.Paid, 9),
            Anything = new ContactUpdate { LastName = "D" },
            Models = [new ContactUpdate { FirstName = "M" }],
        };
        var json = JsonSerializer.Serialize(order, JsonSerializerOptions.Web);
        var copy = JsonSerializer.Deserialize<Envelope>(
            json.Replace("\"models\":[{\"first_name\":\"M\"}]", "\"models\":null", StringComparison.Ordinal),
            JsonSerializerOptions.Web
        )!;

        Assert.Multiple(() =>
        {
            Assert.That(
                json,
                Is.EqualTo(
                    """{"contact":{"first_name":"J"},"none":null,"ids":{"7":"seven","abc":"text"},"id":"abc","noId":null"""
                        + ""","statuses":{"paid":1,"new-status":2}"""
                        + ""","pair":{"status":"paid","id":9},"anything":{"last_name":"D"},"models":[{"first_name":"M"}]}"""
                )
            );
            Assert.That(copy.Contact!.ToJson(), Is.EqualTo("""{"first_name":"J"}"""));
            Assert.That(copy.Ids, Is.EqualTo(order.Ids));
            Assert.That((copy.Id, copy.NoId, copy.Pair), Is.EqualTo((order.Id, order.NoId, order.Pair)));
            Assert.That(copy.Statuses, Is.EqualTo(order.Statuses));
        });
    }

    [Test]
    public void A_source_generated_context_writes_and_reads_the_same()
    {
        var json = JsonSerializer.Serialize(new Pair("paid", 9), Context.Default.Pair);
        var contact = JsonSerializer.Deserialize("""{"first_name":"J","zz":1.0}""", Context.Default.ContactUpdate)!;
        var notification = JsonSerializer.Deserialize(
            """{"event_type":"contact.created","event_id":"e","data":{"id":1}}""",
            Context.Default.WebhookNotification
        );

        Assert.Multiple(() =>
        {
            Assert.That(json, Is.EqualTo("""{"Status":"paid","Id":9}"""));
            Assert.That(JsonSerializer.Deserialize(json, Context.Default.Pair), Is.EqualTo(new Pair("paid", 9)));
            Assert.That(JsonSerializer.Serialize(contact, Context.Default.ContactUpdate), Is.EqualTo("""{"first_name":"J","zz":1.0}"""));
            Assert.That((notification as ContactCreated)?.Data?.Id, Is.EqualTo(1));
            Assert.That(
                () =>
                    JsonSerializer.Serialize(
                        new ClickFunnelsClientOptions { AccessToken = "s" },
                        Context.Default.ClickFunnelsClientOptions
                    ),
                Throws.InstanceOf<NotSupportedException>().With.Message.Contains("ClickFunnelsClientOptions")
            );
        });
    }

    /// <summary>Bodies arrive in pieces, and values may lie across them.</summary>
    [TestCase(1)]
    [TestCase(7)]
    [TestCase(64)]
    public async Task A_value_in_pieces_is_read(int piece)
    {
        var json = Encoding.UTF8.GetBytes("""[{"id":1,"first_name":"größe"},{"id":2,"zz":[1.10]}]""");
        var pipe = new Pipe();
        var writing = Task.Run(async () =>
        {
            for (var start = 0; start < json.Length; start += piece)
            {
                await pipe.Writer.WriteAsync(json.AsMemory(start, Math.Min(piece, json.Length - start)));
            }

            await pipe.Writer.CompleteAsync();
        });
        var contacts = await JsonSerializer.DeserializeAsync<List<Contact>>(pipe.Reader.AsStream());
        await writing;

        Assert.That(
            contacts!.Select(static contact => contact.ToJson()),
            Is.EqualTo(new[] { """{"id":1,"first_name":"größe"}""", """{"id":2,"zz":[1.10]}""" })
        );
        Assert.That(FromSegments(json, piece)!.Select(static contact => contact.Id), Is.EqualTo(new[] { 1L, 2L }));
    }

    [Test]
    public void Options_of_the_reader_and_writer_apply()
    {
        var contact = JsonSerializer.Deserialize<Contact>("""{/* c */"id":1,"zz":[1,],}""", Lenient)!;

        Assert.Multiple(() =>
        {
            Assert.That(contact.ToJson(), Is.EqualTo("""{"id":1,"zz":[1]}"""));
            Assert.That(
                JsonSerializer.Serialize(new ContactUpdate { FirstName = "</script>" }),
                Is.EqualTo("""{"first_name":"\u003C/script\u003E"}"""),
                "The encoder of the writer protects pages that the JSON becomes part of."
            );
            Assert.That(
                JsonSerializer.Serialize(new ContactUpdate { FirstName = "J" }, Indented).ReplaceLineEndings("\n"),
                Is.EqualTo("{\n  \"first_name\": \"J\"\n}")
            );
        });
    }

    [TestCase("[1]")]
    [TestCase("5")]
    [TestCase("\"text\"")]
    [TestCase("""{"id":1""")]
    [TestCase("""{"id":01}""")]
    [TestCase("""{"id":1,}""")]
    public void Json_that_is_not_a_record_is_a_JsonException(string json)
    {
        Assert.That(() => JsonSerializer.Deserialize<Contact>(json), Throws.TypeOf<JsonException>());
    }

    [TestCase("true")]
    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("1.5")]
    [TestCase("\"\"")]
    [TestCase("\"..\"")]
    [TestCase("{}")]
    public void What_is_not_an_id_is_a_JsonException(string json)
    {
        Assert.That(() => JsonSerializer.Deserialize<ResourceId>(json), Throws.TypeOf<JsonException>());
        Assert.That(
            () => Newtonsoft.Json.JsonConvert.DeserializeObject<ResourceId>(json),
            Throws.InstanceOf<Newtonsoft.Json.JsonException>()
        );
    }

    [Test]
    public void A_model_of_no_certain_type_is_written_but_not_read()
    {
        Assert.That(JsonSerializer.Serialize<Model>(new ContactUpdate { FirstName = "J" }), Is.EqualTo("""{"first_name":"J"}"""));
        Assert.That(() => JsonSerializer.Deserialize<Model>("{}"), Throws.InstanceOf<NotSupportedException>());
    }

    /// <summary>Each shape of the service is written in the shape of a delivery.</summary>
    [TestCase(
        """{"event_type":"contact.created","event_id":"e1","subject_id":5,"created_at":"2026-01-01T00:00:00.000Z","""
            + """ "workspace_id":3,"page_id":{"id":9,"x":1},"data":{"id":5,"zz":1e400},"more":[1]}"""
    )]
    [TestCase("""{"event_type_id":"contact.created","uuid":"e1","subject_id":5,"data":{"id":5}}""")]
    [TestCase("""{"event_type":"space/crew.changed","event_id":"e1","data":{"id":5,"n":1.10}}""")]
    [TestCase("""{"event_type":"contact.created","event_id":"e1","api_version":1,"data":{"id":5,"type":"contact","attributes":{"a":1}}}""")]
    [TestCase("""{"event_type":"contact.created","event_id":"e1","subject_id":99999999999999999999,"data":null}""")]
    public void An_event_keeps_its_meaning(string delivery)
    {
        var notification = WebhookNotification.Parse(Encoding.UTF8.GetBytes(delivery));

        // JsonConvert rounds fractions before a converter sees them.
        var isRounded = delivery.Contains("1e400", StringComparison.Ordinal) || delivery.Contains("1.10", StringComparison.Ordinal);
        foreach (var serializer in Serializer.All.Where(serializer => !isRounded || serializer.Name != "Newtonsoft.Json"))
        {
            foreach (var type in new[] { typeof(WebhookNotification), notification.GetType() })
            {
                var json = serializer.Write(notification, type);
                var copy = (WebhookNotification)serializer.Read(json, type)!;

                Assert.That(copy, Is.TypeOf(notification.GetType()), serializer.Name);
                Assert.That(copy.ToJson(), Is.EqualTo(notification.ToJson()), serializer.Name);
                Assert.That(
                    (copy.EventId, copy.EventType, copy.SubjectId, copy.PageId, copy.CreatedAt),
                    Is.EqualTo(
                        (notification.EventId, notification.EventType, notification.SubjectId, notification.PageId, notification.CreatedAt)
                    ),
                    serializer.Name
                );
            }
        }
    }

    [Test]
    public void An_event_that_was_created_in_code_gets_the_type_of_its_class()
    {
        var json = JsonSerializer.Serialize(
            new ContactCreated
            {
                EventId = "e",
                Data = new Contact { Id = 5 },
            }
        );

        Assert.That(json, Is.EqualTo("""{"event_type":"contact.created","event_id":"e","data":{"id":5}}"""));
        Assert.That(
            () => JsonSerializer.Deserialize<ContactUpdated>(json),
            Throws.TypeOf<JsonException>().With.Message.Contains("ContactCreated")
        );
        Assert.That(() => JsonSerializer.Deserialize<WebhookNotification>("{}"), Throws.TypeOf<JsonException>());
    }

    [Test]
    public void A_token_has_the_form_of_the_service_in_both()
    {
        const string Json =
            """{"access_token":"t","token_type":"Bearer","expires_in":7200,"scope":"read","created_at":5"""
            + ""","team_id":1,"team_name":"T","workspace_id":2,"workspace_name":"W","workspace_url":"https://acme.myclickfunnels.com"}""";
        var token = OAuthToken.FromJson(Json);
        foreach (var serializer in Serializer.All)
        {
            Assert.That(serializer.Write(token, typeof(OAuthToken)), Is.EqualTo(Json), serializer.Name);
            Assert.That(((OAuthToken)serializer.Read(Json, typeof(OAuthToken))!).ToJson(), Is.EqualTo(Json), serializer.Name);
        }
    }

    private static List<Contact>? FromSegments(byte[] json, int piece)
    {
        var first = new Segment(json.AsMemory(0, Math.Min(piece, json.Length)), 0);
        var last = first;
        for (var start = piece; start < json.Length; start += piece)
        {
            last = last.Append(json.AsMemory(start, Math.Min(piece, json.Length - start)));
        }

        var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length));
        return JsonSerializer.Deserialize<List<Contact>>(ref reader);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }

    internal sealed class Envelope
    {
        public ContactUpdate? Contact { get; set; }

        public Contact? None { get; set; }

        public Dictionary<ResourceId, string> Ids { get; set; } = [];

        public ResourceId Id { get; set; }

        public ResourceId? NoId { get; set; }

        public Dictionary<OrderInvoiceStatus, int> Statuses { get; set; } = [];

        public Pair? Pair { get; set; }

        public object? Anything { get; set; }

        public List<Model>? Models { get; set; }
    }

    internal sealed record Pair(OrderInvoiceStatus Status, ResourceId Id);

    [JsonSerializable(typeof(Pair))]
    [JsonSerializable(typeof(ContactUpdate))]
    [JsonSerializable(typeof(WebhookNotification))]
    [JsonSerializable(typeof(ClickFunnelsClientOptions))]
    internal sealed partial class Context : JsonSerializerContext;
}
