namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Event types that endpoints can be created for.</summary>
[Behavior("The event types are those published in August 2026", Evidence.Documented, "vendor catalog of event types, 2026-08")]
internal static class PublishedEventTypes
{
    private static readonly (string Subject, string Events)[] Groups =
    [
        ("appointments/scheduled_event", "created canceled rescheduled"),
        ("blogs/post", "created updated deleted published"),
        ("communities/post", "created"),
        ("communities/posts/comment", "created"),
        ("contact", "created updated deleted identified"),
        ("contacts/applied_tag", "created deleted"),
        ("course", "created updated deleted published"),
        ("courses/enrollment", "created updated deleted suspended course_completed"),
        ("courses/section", "created updated deleted published"),
        ("courses/lesson", "created updated deleted published"),
        ("form_submission", "created"),
        ("fulfillment", "created updated"),
        ("product", "created updated"),
        ("products/variant", "created updated"),
        ("order", "created updated deleted completed"),
        ("one-time-order", "completed invoice.paid"),
        ("one_time_order", "refunded"),
        ("subscription", "activated canceled reactivated downgraded upgraded churned modified completed"),
        ("subscription", "first_payment_received trial_started trial_ended trial_converted line_items.changed invoice.paid"),
        ("orders/transaction", "created updated"),
        ("orders/invoice", "created updated refunded abandoned reissued past_due fulfilled voided paid"),
        ("orders/invoices/restock", "created updated"),
        ("sales/opportunity", "created updated deleted closed moved_stage"),
        ("platform_application", "disconnected"),
    ];

    public static IReadOnlySet<string> All { get; } =
        Groups.SelectMany(group => group.Events.Split(' ').Select(name => $"{group.Subject}.{name}")).ToHashSet();
}
