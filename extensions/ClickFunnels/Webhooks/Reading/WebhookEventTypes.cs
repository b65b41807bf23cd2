using System;
using System.Collections.Generic;

namespace ClickFunnels.Webhooks;

/// <summary>
/// The event types that have a class of their own. The service can add types at any time; they are read as
/// <see cref="UnknownWebhookNotification" />.
/// </summary>
public static class WebhookEventTypes
{
    private static readonly Dictionary<string, Func<WebhookNotification>> Factories = new(StringComparer.Ordinal)
    {
        ["appointments/scheduled_event.created"] = static () => new AppointmentScheduledEventCreated(),
        ["appointments/scheduled_event.canceled"] = static () => new AppointmentScheduledEventCanceled(),
        ["appointments/scheduled_event.rescheduled"] = static () => new AppointmentScheduledEventRescheduled(),
        ["blogs/post.created"] = static () => new BlogPostCreated(),
        ["blogs/post.updated"] = static () => new BlogPostUpdated(),
        ["blogs/post.deleted"] = static () => new BlogPostDeleted(),
        ["blogs/post.published"] = static () => new BlogPostPublished(),
        ["communities/post.created"] = static () => new CommunityPostCreated(),
        ["communities/posts/comment.created"] = static () => new CommunityPostCommentCreated(),
        ["contact.created"] = static () => new ContactCreated(),
        ["contact.updated"] = static () => new ContactUpdated(),
        ["contact.deleted"] = static () => new ContactDeleted(),
        ["contact.identified"] = static () => new ContactIdentified(),
        ["contacts/applied_tag.created"] = static () => new ContactAppliedTagCreated(),
        ["contacts/applied_tag.deleted"] = static () => new ContactAppliedTagDeleted(),
        ["course.created"] = static () => new CourseCreated(),
        ["course.updated"] = static () => new CourseUpdated(),
        ["course.deleted"] = static () => new CourseDeleted(),
        ["course.published"] = static () => new CoursePublished(),
        ["courses/enrollment.created"] = static () => new CourseEnrollmentCreated(),
        ["courses/enrollment.updated"] = static () => new CourseEnrollmentUpdated(),
        ["courses/enrollment.deleted"] = static () => new CourseEnrollmentDeleted(),
        ["courses/enrollment.suspended"] = static () => new CourseEnrollmentSuspended(),
        ["courses/enrollment.course_completed"] = static () => new CourseEnrollmentCourseCompleted(),
        ["courses/section.created"] = static () => new CourseSectionCreated(),
        ["courses/section.updated"] = static () => new CourseSectionUpdated(),
        ["courses/section.deleted"] = static () => new CourseSectionDeleted(),
        ["courses/section.published"] = static () => new CourseSectionPublished(),
        ["courses/lesson.created"] = static () => new CourseLessonCreated(),
        ["courses/lesson.updated"] = static () => new CourseLessonUpdated(),
        ["courses/lesson.deleted"] = static () => new CourseLessonDeleted(),
        ["courses/lesson.published"] = static () => new CourseLessonPublished(),
        ["form_submission.created"] = static () => new FormSubmissionCreated(),
        ["fulfillment.created"] = static () => new FulfillmentCreated(),
        ["fulfillment.updated"] = static () => new FulfillmentUpdated(),
        ["product.created"] = static () => new ProductCreated(),
        ["product.updated"] = static () => new ProductUpdated(),
        ["products/variant.created"] = static () => new ProductVariantCreated(),
        ["products/variant.updated"] = static () => new ProductVariantUpdated(),
        ["order.created"] = static () => new OrderCreated(),
        ["order.updated"] = static () => new OrderUpdated(),
        ["order.deleted"] = static () => new OrderDeleted(),
        ["order.completed"] = static () => new OrderCompleted(),
        ["one-time-order.completed"] = static () => new OneTimeOrderCompleted(),
        ["one-time-order.invoice.paid"] = static () => new OneTimeOrderInvoicePaid(),
        ["one_time_order.refunded"] = static () => new OneTimeOrderRefunded(),
        ["subscription.activated"] = static () => new SubscriptionActivated(),
        ["subscription.canceled"] = static () => new SubscriptionCanceled(),
        ["subscription.reactivated"] = static () => new SubscriptionReactivated(),
        ["subscription.downgraded"] = static () => new SubscriptionDowngraded(),
        ["subscription.upgraded"] = static () => new SubscriptionUpgraded(),
        ["subscription.churned"] = static () => new SubscriptionChurned(),
        ["subscription.modified"] = static () => new SubscriptionModified(),
        ["subscription.completed"] = static () => new SubscriptionCompleted(),
        ["subscription.first_payment_received"] = static () => new SubscriptionFirstPaymentReceived(),
        ["subscription.trial_started"] = static () => new SubscriptionTrialStarted(),
        ["subscription.trial_ended"] = static () => new SubscriptionTrialEnded(),
        ["subscription.trial_converted"] = static () => new SubscriptionTrialConverted(),
        ["subscription.line_items.changed"] = static () => new SubscriptionLineItemsChanged(),
        ["subscription.invoice.paid"] = static () => new SubscriptionInvoicePaid(),
        ["orders/transaction.created"] = static () => new OrderTransactionCreated(),
        ["orders/transaction.updated"] = static () => new OrderTransactionUpdated(),
        ["orders/invoice.created"] = static () => new OrderInvoiceCreated(),
        ["orders/invoice.updated"] = static () => new OrderInvoiceUpdated(),
        ["orders/invoice.refunded"] = static () => new OrderInvoiceRefunded(),
        ["orders/invoice.abandoned"] = static () => new OrderInvoiceAbandoned(),
        ["orders/invoice.reissued"] = static () => new OrderInvoiceReissued(),
        ["orders/invoice.past_due"] = static () => new OrderInvoicePastDue(),
        ["orders/invoice.fulfilled"] = static () => new OrderInvoiceFulfilled(),
        ["orders/invoice.voided"] = static () => new OrderInvoiceVoided(),
        ["orders/invoice.paid"] = static () => new OrderInvoicePaid(),
        ["orders/invoices/restock.created"] = static () => new OrderInvoiceRestockCreated(),
        ["orders/invoices/restock.updated"] = static () => new OrderInvoiceRestockUpdated(),
        ["sales/opportunity.created"] = static () => new SalesOpportunityCreated(),
        ["sales/opportunity.updated"] = static () => new SalesOpportunityUpdated(),
        ["sales/opportunity.deleted"] = static () => new SalesOpportunityDeleted(),
        ["sales/opportunity.closed"] = static () => new SalesOpportunityClosed(),
        ["sales/opportunity.moved_stage"] = static () => new SalesOpportunityMovedStage(),
        ["renewal-invoice-payment-declined"] = static () => new RenewalInvoicePaymentDeclined(),
        ["platform_application.disconnected"] = static () => new PlatformApplicationDisconnected(),
    };

    private static readonly Dictionary<Type, string> Names = ByClass();

    /// <summary>The known types by their name on the wire, such as <c>contact.created</c>.</summary>
    public static IReadOnlyCollection<string> Known => Factories.Keys;

    /// <summary>Returns the name on the wire of an event class.</summary>
    /// <typeparam name="TNotification">The class, such as <see cref="ContactCreated" />.</typeparam>
    /// <exception cref="ArgumentException">The class does not belong to a single event type.</exception>
    public static string NameOf<TNotification>()
        where TNotification : WebhookNotification => NameOf(typeof(TNotification));

    internal static string NameOf(Type type) =>
        Names.TryGetValue(type, out var name)
            ? name
            : throw new ArgumentException($"{type.Name} does not belong to a single event type.", nameof(type));

    internal static WebhookNotification? Create(string eventType) =>
        Factories.TryGetValue(Spelling(eventType), out var create) ? create() : null;

    /// <summary>One-time orders are written with hyphens in some types and with underscores in others; both are read.</summary>
    private static string Spelling(string eventType) =>
        Factories.ContainsKey(eventType) || !eventType.StartsWith("one", StringComparison.Ordinal) ? eventType
        : eventType.Replace("one-time-order.", "one_time_order.") is var underscores && Factories.ContainsKey(underscores) ? underscores
        : eventType.Replace("one_time_order.", "one-time-order.");

    private static Dictionary<Type, string> ByClass()
    {
        var names = new Dictionary<Type, string>();
        foreach (var entry in Factories)
        {
            names[entry.Value().GetType()] = entry.Key;
        }

        return names;
    }
}
