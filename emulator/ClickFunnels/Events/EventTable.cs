using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Events;
using ClickFunnels.Emulator.Store;
using static ClickFunnels.Emulator.ClickFunnels.EventConditions;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>The event types, and the changes that cause them.</summary>
/// <remarks>
/// The event types come from the <c>webhooks</c> of the contract. This table adds the causes; a type without one is only raised by
/// <see cref="ApiEmulator.RaiseEvent" />.
/// </remarks>
[Behavior(
    "The event types and the records that they are about are those of the contract",
    Evidence.Documented,
    "vendor catalog of event types, 2026-08"
)]
[Behavior("Which operation causes which event follows from the name of the type", Evidence.Assumed, "the service names no operations")]
[Behavior("subject_type is the name of the resource, such as Orders::Invoice", Evidence.Assumed, "only Contact is published")]
internal static class EventTable
{
    // The record for which a type without a record of its own is raised.
    private const string Owner = "Workspace";

    private static readonly IReadOnlyList<EventCause> Causes =
    [
        .. Of("blogs/post", "BlogPost")
            .Created("creation of a blog post")
            .Updated("change of a blog post")
            .Deleted("deletion of a blog post")
            .When("published", "published_at in the past, in creation or change", IsPublished)
            .Rules,
        .. Of("communities/post", "CommunityPost").Created("creation of a community post").Rules,
        .. Of("communities/posts/comment", "CommunityPostComment").Created("creation of a comment").Rules,
        .. Of("contact", "Contact")
            .Created("creation of a contact, also by upsert")
            .Updated("change of a contact, also of its tags")
            .Deleted("deletion of a contact, also for data protection")
            .When("identified", "first e-mail address of a contact, in creation or change", change => change.IsSet("email_address"))
            .Rules,
        .. Of("contacts/applied_tag", "ContactAppliedTag")
            .Created("tag on a contact, also by tag_ids or a tag action")
            .Deleted("removal of a tag from a contact, by any operation")
            .Rules,
        .. Of("course", "Course")
            .Created("creation of a course")
            .Updated("change of a course")
            .When("published", "publish, at once", IsPublished)
            .Rules,
        .. Of("courses/enrollment", "CourseEnrollment")
            .Created("enrollment, also by an enroll action")
            .Updated("change of an enrollment")
            .When("suspended", "suspended true", change => change.Became("suspended", "true"))
            .Through("course_completed", "completion of the last lesson of the course", "CourseLessonCompletion", CompletedEnrollment)
            .Rules,
        .. Of("courses/section", "CourseSection")
            .Created("creation of a section, also of the root section")
            .Updated("change of a section")
            .When("published", "publish, at once, also by a publish action or with its course", IsPublished)
            .Rules,
        .. Of("courses/lesson", "CourseLesson")
            .Created("creation of a lesson")
            .Updated("change of a lesson")
            .When("published", "publish, at once, also with its section", IsPublished)
            .Rules,
        .. Of("form_submission", FormSubmissionBehavior.WorkspaceView)
            .With(FormSubmissionBehavior.CompleteEvent)
            .Created("submission of a form")
            .Rules,
        .. Of("fulfillment", "Fulfillment").Created("creation of a fulfillment").Updated("change or cancellation of a fulfillment").Rules,
        .. Of("product", "Product").Created("creation of a product").Updated("change of a product, also archive and unarchive").Rules,
        .. Of("products/variant", "ProductVariant")
            .Created("creation of a variant, also of the default one")
            .Updated("change of a variant")
            .Rules,
        .. Of("order", "Order")
            .Created("creation of an order")
            .Updated("change of an order, also by its invoices")
            .When("completed", "service_status completed", IsCompleted)
            .Rules,
        .. Of("one-time-order", "Order")
            .When(
                "completed",
                "service_status completed, also by a paid invoice",
                change => IsOneTime(change.Record) && IsCompleted(change)
            )
            .Rules,
        .. Of("one-time-order", "OrderInvoice")
            .Through(
                "invoice.paid",
                "invoice of a one-time order paid",
                "OrderInvoice",
                (change, context) => Paid(change, context, IsOneTime)
            )
            .Rules,
        .. Of("one_time_order", "Order")
            .When(
                "refunded",
                "billing_status refunded, also by a refunded invoice",
                change => IsOneTime(change.Record) && change.Became("billing_status", "refunded")
            )
            .Rules,
        .. Of("subscription", "Order")
            .When(
                "activated",
                "service_status active for the first time",
                change => IsSubscription(change.Record) && IsActivated(change) && !HadEnded(change)
            )
            .When("canceled", "canceled_at set, also by cancel", change => IsSubscription(change.Record) && change.IsSet("canceled_at"))
            .When(
                "reactivated",
                "service_status active after canceled, churned or paused",
                change => IsSubscription(change.Record) && IsActivated(change) && HadEnded(change)
            )
            .Through(
                "downgraded",
                "line item change to a cheaper price",
                "OrderLineItem",
                (change, context) => Moved(change, context, cheaper: true)
            )
            .Through(
                "upgraded",
                "line item change to a more expensive price",
                "OrderLineItem",
                (change, context) => Moved(change, context, cheaper: false)
            )
            .When(
                "churned",
                "churned_at set or service_status churned",
                change => IsSubscription(change.Record) && (change.IsSet("churned_at") || change.Became("service_status", "churned"))
            )
            .Through("modified", "line item change of an order that Payments AI processes", "OrderLineItem", ModifiedOrder)
            .When("completed", "service_status completed", change => IsSubscription(change.Record) && IsCompleted(change))
            .When("first_payment_received", "first paid invoice of a subscription", IsFirstPayment)
            .Through("line_items.changed", "line item change", "OrderLineItem", ChangedOrder)
            .Rules,
        .. Of("subscription", "OrderInvoice")
            .Through(
                "invoice.paid",
                "invoice of a subscription paid",
                "OrderInvoice",
                (change, context) => Paid(change, context, IsSubscription)
            )
            .Rules,
        .. Of("orders/transaction", "OrderTransaction").Updated("refund").Rules,
        .. Of("orders/invoice", "OrderInvoice")
            .Created("creation of an invoice")
            .Updated("change of an invoice")
            .When("refunded", "status refunded", change => change.Became("status", "refunded"))
            .When("abandoned", "abandon of an invoice that Payments AI processes", IsAbandoned)
            .When("past_due", "status past-due", change => change.Became("status", "past-due"))
            .Through("fulfilled", "fulfillment of the last line item", "OrderInvoiceLineItem", FulfilledInvoice)
            .When("voided", "status voided", change => change.Became("status", "voided"))
            .When("paid", "status paid", change => change.Became("status", "paid"))
            .Rules,
        .. Of("sales/opportunity", "SalesOpportunity")
            .Created("creation of an opportunity")
            .Updated("change of an opportunity")
            .Deleted("deletion of an opportunity")
            .Through("closed", "closed_at set, once", "SalesOpportunity", Closed)
            .When("moved_stage", "another stage", change => change.IsEdited("pipelines_stage_id"))
            .Rules,
    ];

    /// <summary>Gets the event types that the contract lists and has not deprecated, in its order.</summary>
    public static IReadOnlyList<EventRule> All { get; } = Join(ClickFunnelsPlatform.Instance.Contract.Webhooks, Causes);

    public static IReadOnlyDictionary<string, EventRule> ByType { get; } = All.ToDictionary(rule => rule.Type);

    /// <summary>Gets the rules by the resource whose changes they look at.</summary>
    public static ILookup<string, EventRule> BySource { get; } = All.Where(rule => rule.Cause is not null).ToLookup(rule => rule.Source);

    /// <summary>Joins the event types of a contract with their causes.</summary>
    /// <exception cref="InvalidOperationException">A cause belongs to no event type of the contract.</exception>
    internal static IReadOnlyList<EventRule> Join(IEnumerable<ContractWebhook> webhooks, IEnumerable<EventCause> causes)
    {
        var byType = causes.ToDictionary(cause => cause.Type);
        var rules = new List<EventRule>();
        foreach (var webhook in webhooks.Where(webhook => !webhook.IsDeprecated))
        {
            var resource = webhook.Data ?? Owner;
            rules.Add(
                byType.Remove(webhook.Type, out var cause)
                    ? new EventRule(webhook.Type, cause.Resource, webhook.SubjectType, cause.Description, cause.Source, cause.Subject)
                    {
                        Schema = webhook.Data,
                        Complete = cause.Complete,
                    }
                    : new EventRule(webhook.Type, resource, webhook.SubjectType, null, resource, (_, _) => null) { Schema = webhook.Data }
            );
        }

        return byType.Count == 0
            ? rules
            : throw new InvalidOperationException($"The contract has no event type {string.Join(", ", byType.Keys)}. Fix the causes.");
    }

    private static Family Of(string name, string resource) => new(name, resource);

    /// <summary>The causes of the event types of one subject.</summary>
    private sealed record Family(string Name, string Resource)
    {
        public List<EventCause> Rules { get; } = [];

        private EventCompletion? Complete { get; init; }

        public Family With(EventCompletion complete) => this with { Complete = complete };

        public Family Created(string cause) => When("created", cause, change => change.IsCreated);

        [Behavior("An update without changes raises no event", Evidence.Assumed, "not published")]
        public Family Updated(string cause) =>
            Through(
                "updated",
                cause,
                Resource,
                (change, context) =>
                    !change.IsDeletion && change.IsEdited(context.PropertiesOf(Resource).Where(name => name != "updated_at"))
                        ? change.Record
                        : null
            );

        public Family Deleted(string cause) => When("deleted", cause, change => change.IsDeletion);

        public Family When(string name, string cause, Predicate<RecordChange> happens) =>
            Through(
                name,
                cause,
                Resource,
                (change, _) => (!change.IsRemoved || name == "deleted") && happens(change) ? change.Record : null
            );

        public Family When(string name, string cause, Func<RecordChange, EventContext, bool> happens) =>
            Through(name, cause, Resource, (change, context) => !change.IsRemoved && happens(change, context) ? change.Record : null);

        public Family Through(string name, string cause, string source, EventSubject subject)
        {
            Rules.Add(new EventCause($"{Name}.{name}", Resource, cause, source, subject) { Complete = Complete });
            return this;
        }
    }
}
