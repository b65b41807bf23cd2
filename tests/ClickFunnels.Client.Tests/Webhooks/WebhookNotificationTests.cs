using System.Text;
using ClickFunnels.Tests.Support;
using ClickFunnels.Webhooks;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests.Webhooks;

/// <summary>Events in all their shapes; unknown ones keep everything.</summary>
public sealed class WebhookNotificationTests
{
    [Test]
    public void A_known_type_gives_the_typed_record()
    {
        var notification = Parse(
            """
            {"data":{"id":236296209,"public_id":"dCHKcl","email_address":"jane@example.com","first_name":"Jane","surprise":{"a":1}},
             "event_id":"0c6c1d5c-8b5e-4f6d-9a3e-5c2f8d1e7b90","event_type":"contact.identified",
             "subject_id":236296209,"subject_type":"Contact","created_at":"2024-04-04T19:16:31.000Z","page_id":null,"funnel_id":null}
            """
        );

        var identified = notification as ContactIdentified;
        Assert.That(identified, Is.Not.Null);
        Assert.Multiple(() =>
        {
            Assert.That(identified!.Data!.FirstName, Is.EqualTo("Jane"));
            Assert.That((int?)identified.Data.AdditionalProperties["surprise"]["a"], Is.EqualTo(1));
            Assert.That(identified.EventId, Is.EqualTo("0c6c1d5c-8b5e-4f6d-9a3e-5c2f8d1e7b90"));
            Assert.That(identified.EventType, Is.EqualTo("contact.identified"));
            Assert.That(identified.SubjectId, Is.EqualTo(236296209));
            Assert.That(identified.SubjectType, Is.EqualTo("Contact"));
            Assert.That(identified.CreatedAt, Is.EqualTo(new DateTimeOffset(2024, 4, 4, 19, 16, 31, TimeSpan.Zero)));
            Assert.That(identified.PageId, Is.Null);
            Assert.That(identified.FunnelId, Is.Null);
            Assert.That(identified.AdditionalProperties, Is.Empty);
        });
    }

    [TestCase("""{"event_type":"order.created","event_id":"1","page_id":7,"funnel_id":"8","workspace_id":42,"api_version":2,"data":{}}""")]
    [TestCase(
        """
            {"data":{},"page":{"id":7,"public_id":"p","name":"n"},"funnel":{"id":8},"workspace_id":42,
             "api_version":2,"event_id":"1","event_type":"order.created"}
            """
    )]
    [TestCase(
        """
            {"id":5,"public_id":"e","uuid":"1","event_type_id":"order.created","workspace_id":42,"api_version":2,
             "page":{"id":7},"funnel":{"id":8},"data":{}}
            """
    )]
    public void Page_and_funnel_come_as_ids_or_objects_in_any_shape(string json)
    {
        var notification = Parse(json);

        Assert.That(notification, Is.TypeOf<OrderCreated>());
        Assert.That(
            (notification.EventId, notification.PageId, notification.FunnelId, notification.WorkspaceId, notification.ApiVersion),
            Is.EqualTo(("1", 7L, 8L, 42L, 2))
        );
    }

    [Test]
    public void An_unknown_type_keeps_everything()
    {
        var notification = Parse(
            """{"event_type":"spaceship.launched","event_id":"1","data":{"id":1,"crew":["a"]},"color":"red","subject_id":"not a number"}"""
        );

        Assert.That(notification, Is.TypeOf<UnknownWebhookNotification>());
        Assert.Multiple(() =>
        {
            Assert.That(JToken.DeepEquals(notification.RawData, JObject.Parse("""{"id":1,"crew":["a"]}""")));
            Assert.That((string?)notification.AdditionalProperties["color"], Is.EqualTo("red"));
            Assert.That((string?)notification.AdditionalProperties["subject_id"], Is.EqualTo("not a number"));
            Assert.That(notification.SubjectId, Is.Null);
        });
    }

    [TestCase(
        """
            {"data":{"id":"4892034","type":"form_submission","attributes":{"name":"x"}},
             "event_id":"1","event_type":"form_submission.created","subject_id":4892034}
            """
    )]
    [TestCase(
        """{"api_version":1,"data":{"id":"4892034","attributes":{"name":"x"}},"event_id":"1","event_type":"form_submission.created"}"""
    )]
    public void Version_1_is_recognized_and_kept_as_it_is(string json)
    {
        var notification = Parse(json);

        Assert.That(notification, Is.TypeOf<VersionOneWebhookNotification>());
        Assert.That((string?)((VersionOneWebhookNotification)notification).Attributes!["name"], Is.EqualTo("x"));
        Assert.That(notification.EventType, Is.EqualTo("form_submission.created"));
    }

    [TestCase("one-time-order.completed", typeof(OneTimeOrderCompleted))]
    [TestCase("one_time_order.completed", typeof(OneTimeOrderCompleted))]
    [TestCase("one-time-order.refunded", typeof(OneTimeOrderRefunded))]
    [TestCase("one_time_order.refunded", typeof(OneTimeOrderRefunded))]
    [TestCase("one_time_order.invoice.paid", typeof(OneTimeOrderInvoicePaid))]
    public void Both_spellings_of_one_time_orders_are_read(string eventType, Type expected)
    {
        var notification = Parse($$"""{"data":{"id":1},"event_type":"{{eventType}}"}""");

        Assert.That(notification, Is.TypeOf(expected));
        Assert.That(notification.EventType, Is.EqualTo(eventType), "The type stays as it was sent.");
    }

    [TestCase("contact/applied_tag.created", typeof(ContactAppliedTagCreated))]
    [TestCase("contact/applied_tag.deleted", typeof(ContactAppliedTagDeleted))]
    [TestCase("form/submission.created", typeof(FormSubmissionCreated))]
    [TestCase("subscription/invoice.paid", typeof(SubscriptionInvoicePaid))]
    public void Other_spellings_of_the_vendor_are_typed(string eventType, Type expected)
    {
        var notification = Parse($$"""{"data":{"id":1},"event_type":"{{eventType}}"}""");

        Assert.That(notification, Is.TypeOf(expected));
        Assert.That(notification.EventType, Is.EqualTo(eventType), "The type stays as it was sent.");
        Assert.That(WebhookEventTypes.Known, Does.Not.Contain(eventType), "It is not a type of its own.");
    }

    [Test]
    public void The_known_types_are_those_of_the_contract() =>
        Assert.That(WebhookEventTypes.Known, Is.EqualTo(ContractKeys.Events.Select(static one => one.Type)));

    [Test]
    public void Every_type_and_every_alias_of_the_contract_reads_into_its_class()
    {
        foreach (var one in ContractKeys.Events)
        {
            foreach (var spelling in one.Aliases.Prepend(one.Type))
            {
                var type = Parse($$"""{"data":{"id":1},"event_type":"{{spelling}}"}""").GetType();
                Assert.That(type.Name, Is.EqualTo(one.Class), spelling);
                var data = type.BaseType!.IsGenericType ? type.BaseType.GetGenericArguments()[0].Name : "Webhook";
                Assert.That(data + "Notification", Is.EqualTo(one.Payload), spelling);
            }
        }
    }

    [Test]
    public void Every_spelling_and_every_class_belongs_to_one_type()
    {
        Assert.That(ContractKeys.Events.SelectMany(static one => one.Aliases.Prepend(one.Type)), Is.Unique);
        Assert.That(ContractKeys.Events.Select(static one => one.Class), Is.Unique);
        Assert.That(WebhookEventTypes.NameOf<ContactAppliedTagCreated>(), Is.EqualTo("contacts/applied_tag.created"));
    }

    [Test]
    public void Every_event_class_is_known()
    {
        var classes = typeof(WebhookNotification)
            .Assembly.GetExportedTypes()
            .Where(static type =>
                type.IsAssignableTo(typeof(WebhookNotification))
                && !type.IsAbstract
                && type != typeof(UnknownWebhookNotification)
                && type != typeof(VersionOneWebhookNotification)
            );

        Assert.That(
            classes,
            Is.EquivalentTo(WebhookEventTypes.Known.Select(static type => Parse($$"""{"event_type":"{{type}}"}""").GetType()))
        );
        Assert.That(WebhookEventTypes.NameOf<ContactCreated>(), Is.EqualTo("contact.created"));
    }

    [Test]
    public void An_event_of_the_rest_api_reads_like_a_delivery()
    {
        var resource = Newtonsoft.Json.JsonConvert.DeserializeObject<WebhookEvent>(
            """
            {"id":9,"uuid":"u-1","event_type_id":"contact.created","subject_id":3,"subject_type":"Contact","workspace_id":42,
             "api_version":2,"created_at":"2026-01-02T03:04:05.678Z","data":{"id":3,"first_name":"Jane"}}
            """
        )!;

        var notification = WebhookNotification.From(resource);

        Assert.That(notification, Is.TypeOf<ContactCreated>());
        Assert.That(((ContactCreated)notification).Data!.FirstName, Is.EqualTo("Jane"));
        Assert.That((notification.EventId, notification.SubjectId, notification.WorkspaceId), Is.EqualTo(("u-1", 3L, 42L)));
        Assert.That(notification.CreatedAt, Is.EqualTo(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero)));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"contact.created\"")]
    [TestCase("{}")]
    [TestCase("""{"event_type":null}""")]
    [TestCase("""{"event_type":7}""")]
    [TestCase("""{"event_type":"contact.created","data":{"first_name":"Jane Secret""")]
    [TestCase("<html>Jane Secret</html>")]
    public void A_body_that_is_not_an_event_is_refused_without_quoting_it(string json)
    {
        Assert.That(() => Parse(json), Throws.TypeOf<WebhookFormatException>().With.Message.Not.Contains("Secret"));
        Assert.That(Assert.Throws<WebhookFormatException>(() => Parse(json))!.ToString(), Does.Not.Contain("Secret"));
    }

    [Test]
    public void To_string_contains_no_data() =>
        Assert.That(
            Parse("""{"event_type":"contact.created","event_id":"u-1","data":{"email_address":"jane@example.com"}}""").ToString(),
            Is.EqualTo("contact.created u-1")
        );

    private static WebhookNotification Parse(string json) => WebhookNotification.Parse(Encoding.UTF8.GetBytes(json));
}
