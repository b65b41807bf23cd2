using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Simvoly;

/// <summary>Orders of the store. The API does not create them.</summary>
[Resource("Order")]
internal sealed class OrderBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("listOrders")]
    public override Predicate<Record>? Narrow(Call call) => SecondsRange.Of(call, "created", "created_at_min", "created_at_max");

    [Operation("updateOrder")]
    [Behavior("Requests name the status in upper case, responses in lower case", Evidence.Documented, "seed, orders")]
    [Behavior("fulfillment and notifyCustomer show in no response", Evidence.Assumed, "the order has no field for them")]
    [Behavior("Any status can follow any other", Evidence.Assumed, "not published")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        if (Text(changes, "status") is { } status)
        {
            changes["status"] = status.ToLowerInvariant();
        }

        changes.Remove("notifyCustomer");
    }

    public override void Complete(JsonObject draft) =>
        Default(
            draft,
            ("status", "pending"),
            ("paid", false),
            ("shippingRequired", false),
            ("weightUnit", "kg"),
            ("taxes", new JsonArray()),
            ("items", new JsonArray()),
            ("tags", new JsonArray()),
            ("additionalFields", new JsonArray()),
            ("notes", new JsonArray())
        );
}

/// <summary>Bookings of sessions. The API does not create them.</summary>
[Resource("Booking")]
internal sealed class BookingBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("listBookings")]
    [Behavior("from and to are about the start of the booking; eventId narrows to one event", Evidence.Documented, "seed, bookings")]
    public override Predicate<Record>? Narrow(Call call)
    {
        var range = SecondsRange.Of(call, "start", "from", "to");
        return SecondsRange.Number(call, "eventId") is { } id
            ? record => record.Number("eventId") == id && range?.Invoke(record) != false
            : range;
    }

    public override void Complete(JsonObject draft) => Default(draft, ("formAnswers", new JsonArray()));
}

/// <summary>Submissions of forms. The API does not create them.</summary>
[Resource("FormSubmission")]
internal sealed class FormSubmissionBehavior(RecordStore store) : ResourceBehavior(store)
{
    /// <summary>Field with the time of the submission, which no response shows.</summary>
    public const string Time = "submitted_at";

    [Operation("listFormSubmissions")]
    [Behavior(
        "A submission has the form of the event: website, contact, formName, formValues",
        Evidence.Documented,
        "seed, webhooks; assumed for the list"
    )]
    public override Predicate<Record>? Narrow(Call call) => SecondsRange.Of(call, Time, "from", "to");

    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "website" ? Store.Find(record.WorkspaceId ?? 0) : null;
        return value is not null;
    }

    public override void Complete(JsonObject draft) => Default(draft, ("formValues", new JsonArray()));
}
