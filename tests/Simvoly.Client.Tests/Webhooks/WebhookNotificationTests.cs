using System.Reflection;
using System.Text;
using ClickFunnels.Contracts.Model;
using Newtonsoft.Json.Linq;
using Simvoly.Tests.Conventions;
using Simvoly.Webhooks;

namespace Simvoly.Tests.Webhooks;

/// <summary>Events: the topic decides the class, and the body is the record.</summary>
public sealed class WebhookNotificationTests
{
    private static IReadOnlyList<ApiOperation> Events => SimvolyConventions.Tested.Contract.ReadDocument().Webhooks;

    [Test]
    public void Each_event_of_the_contract_is_read_with_its_values()
    {
        Assert.That(WebhookEventTypes.Known, Is.EqualTo(Events.Select(static known => known.Path)));
        Each.Of(
            Events,
            static known =>
            {
                var body = ExchangeConventions.Sample(known.Body!.Content["application/json"].Schema!, 0)!.ToJsonString();

                var notification = WebhookNotification.Parse(known.Path, Encoding.UTF8.GetBytes(body), "shop.example.com");

                Assert.That(notification.GetType().Name, Is.EqualTo(known.Node["x-class"]!.ToString()));
                Assert.That(notification.EventType, Is.EqualTo(known.Path));
                Assert.That(notification.Source, Is.EqualTo("shop.example.com"));
                Assert.That(notification.RawData, Is.Null);
                Assert.That(JToken.Parse(notification.ToJson()), Is.EqualTo(JToken.Parse(body)).Using<JToken>(JToken.DeepEquals));
                var data = (Model)
                    notification.GetType().GetProperty("Data", BindingFlags.Public | BindingFlags.Instance)!.GetValue(notification)!;
                Assert.That(data.AdditionalProperties, Is.Empty);
            }
        );
    }

    [Test]
    public void The_body_is_the_record_and_a_form_has_its_own_shape()
    {
        var order = (OrderUpdated)
            WebhookNotification.Parse("order_updated", """{"id":7,"status":"shipped","created":1735689600,"more":1}"""u8.ToArray());
        var form = (FormSubmitted)
            WebhookNotification.Parse(
                "form_submitted",
                """{"website":{"domain":"example.com"},"contact":{"id":3},"formValues":[{"field":"City","value":"Bath"}]}"""u8.ToArray()
            );

        Assert.Multiple(() =>
        {
            Assert.That(order.Data.Id, Is.EqualTo(7));
            Assert.That(order.Data.Status, Is.EqualTo(OrderStatus.Shipped));
            Assert.That(order.Data.Created, Is.EqualTo(DateTimeOffset.Parse("2025-01-01T00:00:00Z", null)));
            Assert.That(order.Data.AdditionalProperties["more"].ToString(), Is.EqualTo("1"));
            Assert.That(form.Data.Website!.Domain, Is.EqualTo("example.com"));
            Assert.That(form.Data.Contact!.Id, Is.EqualTo(3));
            Assert.That(form.Data.FormValues![0].Value, Is.EqualTo("Bath"));
        });
    }

    [Test]
    public void An_unknown_topic_keeps_everything()
    {
        var notification = WebhookNotification.Parse("coupon_created", """{"id":7,"price":1.10}"""u8.ToArray());

        Assert.That(notification, Is.TypeOf<UnknownWebhookNotification>());
        Assert.That(notification.EventType, Is.EqualTo("coupon_created"));
        Assert.That(notification.ToJson(), Is.EqualTo("""{"id":7,"price":1.10}"""));
    }

    [TestCase(null, "{}", "X-Webhook-Topic")]
    [TestCase(" ", "{}", "X-Webhook-Topic")]
    [TestCase("order_created", "", "JSON")]
    [TestCase("order_created", "[]", "not a JSON object")]
    [TestCase("order_created", "\"Secret\"", "not a JSON object")]
    [TestCase("order_created", "{\"name\":\"Secret\"", "not valid JSON")]
    [TestCase("order_created", "{\"name\":\"Secret\"}x", "not valid JSON")]
    [TestCase("coupon_created", "{\"name\":Secret}", "not valid JSON")]
    public void What_is_not_an_event_is_refused_without_its_content(string? topic, string body, string problem) =>
        Assert.That(
            () => WebhookNotification.Parse(topic, Encoding.UTF8.GetBytes(body)),
            Throws.TypeOf<WebhookFormatException>().With.Message.Contains(problem).And.Message.Not.Contains("Secret")
        );

    [Test]
    public void A_topic_of_any_length_is_refused() =>
        Assert.That(() => WebhookNotification.Parse(new string('a', 201), "{}"u8.ToArray()), Throws.TypeOf<WebhookFormatException>());

    [Test]
    public void Both_serializers_keep_an_event([Values("order_created", "coupon_created")] string topic)
    {
        var notification = WebhookNotification.Parse(topic, """{"id":7,"created":1735689600,"extra":[1,"b"]}"""u8.ToArray(), "example.com");
        var expected = $$$"""{"topic":"{{{topic}}}","source":"example.com","body":{"id":7,"created":1735689600,"extra":[1,"b"]}}""";

        var newtonsoft = Newtonsoft.Json.JsonConvert.SerializeObject(notification);
        var text = System.Text.Json.JsonSerializer.Serialize(notification);
        var read = (WebhookNotification[])
            [
                Newtonsoft.Json.JsonConvert.DeserializeObject<WebhookNotification>(newtonsoft)!,
                System.Text.Json.JsonSerializer.Deserialize<WebhookNotification>(text)!,
            ];

        Assert.That(new[] { newtonsoft, text }, Is.All.EqualTo(expected));
        Assert.That(read.Select(static one => one.GetType()), Is.All.EqualTo(notification.GetType()));
        Assert.That(read.Select(static one => one.ToJson()), Is.All.EqualTo(notification.ToJson()));
        Assert.That(
            () => Newtonsoft.Json.JsonConvert.DeserializeObject<BookingCreated>(newtonsoft),
            Throws.TypeOf<Newtonsoft.Json.JsonSerializationException>()
        );
    }

    [Test]
    public void A_test_can_make_an_event()
    {
        var notification = new OrderCreated
        {
            EventType = "order_created",
            Data = new Order { Id = 7, CustomerName = "Secret" },
        };

        Assert.That(notification.ToString(), Is.EqualTo("order_created"));
        Assert.That(WebhookNotification.Parse("order_created", Encoding.UTF8.GetBytes(notification.ToJson())), Is.TypeOf<OrderCreated>());
    }
}
