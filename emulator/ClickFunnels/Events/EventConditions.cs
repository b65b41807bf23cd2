using System.Globalization;
using ClickFunnels.Emulator.Events;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>The conditions under which particular events happen.</summary>
internal static class EventConditions
{
    public static bool IsOneTime(Record order) => order.Text("order_type") == "one-time-order";

    public static bool IsSubscription(Record order) => order.Text("order_type") == "subscription-order";

    public static bool IsCompleted(RecordChange change) => change.Became("service_status", "completed");

    public static bool IsActivated(RecordChange change) => change.Became("service_status", "active");

    public static bool HadEnded(RecordChange change) => change.Old("service_status") is "canceled" or "churned" or "paused";

    public static bool IsFirstPayment(RecordChange change) =>
        IsSubscription(change.Record)
        && change.Old("recurring_invoices_paid_count") is null or "0"
        && change.Record.Number("recurring_invoices_paid_count") > 0;

    [Behavior("orders/invoice.abandoned comes from Payments AI only", Evidence.Documented, "vendor catalog of event types, 2025-11")]
    public static bool IsAbandoned(RecordChange change) =>
        change.Became("status", "abandoned") && change.Record.Text("payment_processor") == "payments_ai";

    [Behavior(
        "A record that is scheduled to be published raises no event at that time",
        Evidence.Assumed,
        "the emulator does nothing between calls"
    )]
    public static bool IsPublished(RecordChange change, EventContext context) =>
        change.New("published_at") is { } time
        && time != change.Old("published_at")
        && DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) <= context.Time;

    /// <summary>The invoice, when it is paid now and belongs to an order of the kind.</summary>
    public static Record? Paid(RecordChange change, EventContext context, Predicate<Record> kind) =>
        !change.IsRemoved && change.Became("status", "paid") && Order(change.Record, context) is { } order && kind(order)
            ? change.Record
            : null;

    [Behavior("An invoice is fulfilled when its last line item is", Evidence.Assumed, "not published")]
    public static Record? FulfilledInvoice(RecordChange change, EventContext context)
    {
        if (change.IsRemoved || !change.Became("fulfillment_status", "complete") || change.Record.Number("invoice_id") is not { } invoice)
        {
            return null;
        }

        var all = context.Store.Of("OrderInvoiceLineItem").Where(line => line.Number("invoice_id") == invoice);
        return all.All(line => line.Text("fulfillment_status") == "complete") ? context.Store.Find("OrderInvoice", invoice) : null;
    }

    [Behavior("A course is completed when all of its lessons are", Evidence.Assumed, "not published")]
    public static Record? CompletedEnrollment(RecordChange change, EventContext context)
    {
        if (!change.IsCreated || context.Store.Find("CourseEnrollment", change.Record.Number("enrollment_id") ?? 0) is not { } enrollment)
        {
            return null;
        }

        var sections = context
            .Store.Of("CourseSection")
            .Where(section => section.Number("course_id") == enrollment.Number("course_id"))
            .Select(section => section.Id)
            .ToHashSet();
        var done = context
            .Store.Of("CourseLessonCompletion")
            .Where(one => one.Number("enrollment_id") == enrollment.Id)
            .Select(one => one.Number("lesson_id"))
            .ToHashSet();
        var lessons = context.Store.Of("CourseLesson").Where(lesson => sections.Contains(lesson.Number("section_id") ?? 0));
        return lessons.All(lesson => done.Contains(lesson.Id)) ? enrollment : null;
    }

    /// <summary>The subscription whose line item has another price or quantity.</summary>
    public static Record? ChangedOrder(RecordChange change, EventContext context) =>
        (change.IsEdited("products_price_id") || change.IsEdited("quantity"))
        && Order(change.Record, context) is { } order
        && IsSubscription(order)
            ? order
            : null;

    [Behavior(
        "subscription.modified comes from Payments AI only",
        Evidence.Documented,
        "vendor catalog of event types, 2025-11; its cause is assumed"
    )]
    public static Record? ModifiedOrder(RecordChange change, EventContext context) =>
        ChangedOrder(change, context) is { } order && order.Text("payment_processor") == "payments_ai" ? order : null;

    /// <summary>The subscription whose price is now lower, or higher.</summary>
    public static Record? Moved(RecordChange change, EventContext context, bool cheaper)
    {
        if (
            ChangedOrder(change, context) is not { } order
            || Price(change.Old("products_price_id")) is not { } before
            || Price(change.New("products_price_id")) is not { } after
        )
        {
            return null;
        }

        return (cheaper ? after < before : after > before) ? order : null;

        decimal? Price(string? id) => id is null ? null : context.Store.Find("ProductPrice", id)?.Decimal("amount");
    }

    [Behavior("sales/opportunity.closed is sent once an opportunity", Evidence.Documented, "vendor catalog of event types, 2025-11")]
    public static Record? Closed(RecordChange change, EventContext context)
    {
        var sent = context
            .Store.Of("WebhookEvent")
            .Any(one => one.Text("event_type_id") == "sales/opportunity.closed" && one.Number("subject_id") == change.Record.Id);
        return !change.IsRemoved && change.IsSet("closed_at") && !sent ? change.Record : null;
    }

    private static Record? Order(Record record, EventContext context) => context.Store.Find("Order", record.Number("order_id") ?? 0);
}
