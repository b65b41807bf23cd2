using ClickFunnels.Emulator.Store;
using static ClickFunnels.Emulator.Events.EventConditions;

namespace ClickFunnels.Emulator.Events;

/// <summary>Which change causes which event.</summary>
[Behavior(
    "The service's types of events, and that each tells of what its name says, are those published in August 2026",
    Evidence.Documented,
    "vendor catalog of event types, 2026-08"
)]
[Behavior("Which operation causes which event follows from the name of the type", Evidence.Assumed, "the service names no operations")]
[Behavior("subject_type is the name of the resource, such as Orders::Invoice", Evidence.Assumed, "only Contact is published")]
internal static class EventTable
{
    private const string Nothing = "";

    public static IReadOnlyList<EventRule> All { get; } =
    [
        .. Of("appointments/scheduled_event", "AppointmentScheduledEvent", "Appointments::ScheduledEvent")
            .None("created")
            .None("canceled")
            .None("rescheduled")
            .Rules,
        .. Of("blogs/post", "BlogPost", "Blogs::Post")
            .Created("creation of a blog post")
            .Updated("change of a blog post")
            .Deleted("deletion of a blog post")
            .When("published", "published_at that has come, in creation or change", IsPublished)
            .Rules,
        .. Of("communities/post", "CommunityPost", "Communities::Post").Created("creation of a community post").Rules,
        .. Of("communities/posts/comment", "CommunityPostComment", "Communities::Posts::Comment").Created("creation of a comment").Rules,
        .. Of("contact", "Contact", "Contact")
            .Created("creation of a contact, also by upsert")
            .Updated("change of a contact, also of its tags")
            .Deleted("deletion of a contact, also for data protection")
            .When("identified", "first e-mail address of a contact, in creation or change", change => change.IsSet("email_address"))
            .Rules,
        .. Of("contacts/applied_tag", "ContactAppliedTag", "Contacts::AppliedTag")
            .Created("tag on a contact, also by tag_ids or a tag action")
            .Deleted("tag off a contact, whatever took it off")
            .Rules,
        .. Of("course", "Course", "Course")
            .Created("creation of a course")
            .Updated("change of a course")
            .None("deleted")
            .When("published", "publish, at once", IsPublished)
            .Rules,
        .. Of("courses/enrollment", "CourseEnrollment", "Courses::Enrollment")
            .Created("enrollment, also by an enroll action")
            .Updated("change of an enrollment")
            .None("deleted")
            .When("suspended", "suspended true", change => change.Became("suspended", "true"))
            .Through("course_completed", "completion of the last lesson of the course", "CourseLessonCompletion", CompletedEnrollment)
            .Rules,
        .. Of("courses/section", "CourseSection", "Courses::Section")
            .Created("creation of a section, also of the root section")
            .Updated("change of a section")
            .None("deleted")
            .When("published", "publish, at once, also by a publish action or with its course", IsPublished)
            .Rules,
        .. Of("courses/lesson", "CourseLesson", "Courses::Lesson")
            .Created("creation of a lesson")
            .Updated("change of a lesson")
            .None("deleted")
            .When("published", "publish, at once, also with its section", IsPublished)
            .Rules,
        .. Of("form_submission", "FormSubmission", "FormSubmission", "WorkspaceFormSubmission").Created("submission of a form").Rules,
        .. Of("fulfillment", "Fulfillment", "Fulfillment")
            .Created("creation of a fulfillment")
            .Updated("change or cancellation of a fulfillment")
            .Rules,
        .. Of("product", "Product", "Product")
            .Created("creation of a product")
            .Updated("change of a product, also archive and unarchive")
            .Rules,
        .. Of("products/variant", "ProductVariant", "Products::Variant")
            .Created("creation of a variant, also of the default one")
            .Updated("change of a variant")
            .Rules,
        .. Of("order", "Order", "Order")
            .Created("creation of an order")
            .Updated("change of an order, also by its invoices")
            .None("deleted")
            .When("completed", "service_status completed", IsCompleted)
            .Rules,
        .. Of("one-time-order", "Order", "Order")
            .When(
                "completed",
                "service_status completed, also by a paid invoice",
                change => IsOneTime(change.Record) && IsCompleted(change)
            )
            .Rules,
        .. Of("one-time-order", "OrderInvoice", "Orders::Invoice")
            .Through(
                "invoice.paid",
                "invoice of a one-time order paid",
                "OrderInvoice",
                (change, context) => Paid(change, context, IsOneTime)
            )
            .Rules,
        .. Of("one_time_order", "Order", "Order")
            .When(
                "refunded",
                "billing_status refunded, also by a refunded invoice",
                change => IsOneTime(change.Record) && change.Became("billing_status", "refunded")
            )
            .Rules,
        .. Of("subscription", "Order", "Order")
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
                "line item change to a dearer price",
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
            .None("trial_started")
            .None("trial_ended")
            .None("trial_converted")
            .Through("line_items.changed", "line item change", "OrderLineItem", ChangedOrder)
            .Rules,
        .. Of("subscription", "OrderInvoice", "Orders::Invoice")
            .Through(
                "invoice.paid",
                "invoice of a subscription paid",
                "OrderInvoice",
                (change, context) => Paid(change, context, IsSubscription)
            )
            .Rules,
        .. Of("orders/transaction", "OrderTransaction", "Orders::Transaction").None("created").Updated("refund").Rules,
        .. Of("orders/invoice", "OrderInvoice", "Orders::Invoice")
            .Created("creation of an invoice")
            .Updated("change of an invoice")
            .When("refunded", "status refunded", change => change.Became("status", "refunded"))
            .When("abandoned", "abandon of an invoice that Payments AI processes", IsAbandoned)
            .None("reissued")
            .When("past_due", "status past-due", change => change.Became("status", "past-due"))
            .Through("fulfilled", "fulfillment of the last line item", "OrderInvoiceLineItem", FulfilledInvoice)
            .When("voided", "status voided", change => change.Became("status", "voided"))
            .When("paid", "status paid", change => change.Became("status", "paid"))
            .Rules,
        .. Of("orders/invoices/restock", "OrderInvoiceRestock", "Orders::Invoices::Restock").None("created").None("updated").Rules,
        .. Of("sales/opportunity", "SalesOpportunity", "Sales::Opportunity")
            .Created("creation of an opportunity")
            .Updated("change of an opportunity")
            .Deleted("deletion of an opportunity")
            .Through("closed", "closed_at set, once", "SalesOpportunity", Closed)
            .When("moved_stage", "another stage", change => change.IsEdited("pipelines_stage_id"))
            .Rules,
        .. Of("platform_application", "Workspace", "PlatformApplication", null).None("disconnected").Rules,
    ];

    public static IReadOnlyDictionary<string, EventRule> ByType { get; } = All.ToDictionary(rule => rule.Type);

    /// <summary>Rules by the resource whose change they look at.</summary>
    public static ILookup<string, EventRule> BySource { get; } = All.Where(rule => rule.Cause is not null).ToLookup(rule => rule.Source);

    private static Family Of(string name, string resource, string subjectType, string? schema = Nothing) =>
        new(name, resource, subjectType, schema == Nothing ? resource : schema);

    /// <summary>The types of one subject, in the making.</summary>
    private sealed record Family(string Name, string Resource, string SubjectType, string? Schema)
    {
        public List<EventRule> Rules { get; } = [];

        public Family Created(string cause) => When("created", cause, change => change.IsCreated);

        [Behavior("A change that changes nothing tells nothing", Evidence.Assumed, "not published")]
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

        public Family None(string name) => Add(name, null, Resource, (_, _) => null);

        public Family When(string name, string cause, Predicate<RecordChange> happens) =>
            Through(
                name,
                cause,
                Resource,
                (change, _) => (!change.IsRemoved || name == "deleted") && happens(change) ? change.Record : null
            );

        public Family When(string name, string cause, Func<RecordChange, EventContext, bool> happens) =>
            Through(name, cause, Resource, (change, context) => !change.IsRemoved && happens(change, context) ? change.Record : null);

        public Family Through(string name, string cause, string source, EventSubject subject) => Add(name, cause, source, subject);

        private Family Add(string name, string? cause, string source, EventSubject subject)
        {
            Rules.Add(new EventRule($"{Name}.{name}", Resource, SubjectType, cause, source, subject) { Schema = Schema });
            return this;
        }
    }
}
