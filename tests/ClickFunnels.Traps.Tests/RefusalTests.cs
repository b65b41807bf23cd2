using Newtonsoft.Json.Linq;
using static ClickFunnels.Traps.Tests.Support.ClientCalls;

namespace ClickFunnels.Traps.Tests;

/// <summary>
/// Calls that the client rejects before it sends anything: with properties, with fields under their names on the wire, and with records
/// that were read from JSON. Each is sent when <see cref="ApiClientOptions.CheckRequiredFields" /> is false.
/// </summary>
public sealed class RefusalTests
{
    private static readonly DateTimeOffset Past = new(2020, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly DateTimeOffset Future = DateTimeOffset.UtcNow.AddDays(30);

    [TestCase("""{"tag_ids":["a"]}""")]
    [TestCase("""{"target_all":false}""")]
    [TestCase("""{"target_ids":[]}""")]
    [TestCase("""{"stored_filter_id":" "}""")]
    [TestCase("""{"stable_id":null}""")]
    [TestCase("""{"target_ids":["a"],"target_all":true}""")]
    [TestCase("""{"stored_filter_id":"7","stable_id":"x"}""")]
    [Trap(4, Protection.Refusal)]
    public void An_action_without_exactly_one_target(string json)
    {
        const string Message = "exactly one of target_ids, stored_filter_id, stable_id and target_all";
        Refuses(client => client.Contacts.TagActions.CreateAsync(Filled<ContactTagActionCreate>(json)), Message);
        Refuses(client => client.Contacts.EnrollActions.CreateAsync(Filled<ContactEnrollActionCreate>(json)), Message);
        Refuses(client => client.Contacts.RunWorkflowActions.CreateAsync(Filled<ContactRunWorkflowActionCreate>(json)), Message);
        Refuses(client => client.Contacts.UnsubscribeActions.CreateAsync(Filled<ContactUnsubscribeActionCreate>(json)), Message);
        Refuses(client => client.Contacts.ExportActions.CreateAsync(Filled<ContactExportActionCreate>(json)), Message);
    }

    [Test]
    [Trap(4, Protection.Refusal)]
    public void A_second_target_by_its_name_on_the_wire()
    {
        Refuses(
            client => client.Contacts.TagActions.CreateAsync(Tagging(ContactTarget.Contacts("a"), ("target_all", true))),
            "ContactTagActionCreate",
            "exactly one"
        );
        Accepts(client => client.Contacts.TagActions.CreateAsync(Tagging(ContactTarget.Contacts("a"), ("target_all", null))));
        foreach (var target in (ContactTarget[])[ContactTarget.Everyone, ContactTarget.SavedFilter(7), ContactTarget.Filter("x")])
        {
            Accepts(client => client.Contacts.TagActions.CreateAsync(Tagging(target)));
        }

        AlwaysRefuses(client => client.Contacts.TagActions.CreateAsync(Tagging(ContactTarget.Contacts())), "at least one contact");
    }

    [TestCase("""{"subject":"News"}""")]
    [TestCase("""{"subject":"News","filter_id":null}""")]
    [Trap(7, Protection.Refusal)]
    public void A_broadcast_that_was_read_without_its_audience(string json)
    {
        Refuses(client => client.Emails.Broadcasts.CreateAsync(Filled<EmailBroadcastCreate>(json)), "filter_id", "all contacts");
        Accepts(client => client.Emails.Broadcasts.CreateAsync(Filled<EmailBroadcastCreate>("""{"filter_id":7}""")));
        Accepts(client => client.Emails.Broadcasts.CreateAsync(Required(new EmailBroadcastCreate(BroadcastAudience.AllContacts))));
    }

    [TestCase("""{}""")]
    [TestCase("""{"effective_date":"next_renewl"}""")]
    [TestCase("""{"effective_date":"Next_Renewal"}""")]
    [TestCase("""{"effective_date":null}""")]
    [TestCase("""{"effective_date":["next_renewal"]}""")]
    [Trap(9, Protection.Refusal)]
    public void A_cancellation_at_another_time(string json) =>
        Refuses(client => client.Orders.CancelAsync(7, Filled<OrderCancellation>(json)), "effective_date", "next_renewal or now");

    [Test]
    [Trap(11, Protection.Refusal)]
    public void A_move_out_of_the_next_two_years()
    {
        var now = DateTimeOffset.UtcNow;
        foreach (var time in (DateTimeOffset[])[default, now.AddSeconds(-1), now.AddYears(2).AddDays(1), DateTimeOffset.MaxValue])
        {
            AlwaysRefuses(client => client.Orders.MoveScheduleAsync(7, ScheduleMove.TrialEnd(time)), "two years");
            AlwaysRefuses(client => client.Orders.MoveScheduleAsync(7, ScheduleMove.Renewal(time)), "two years");
            AlwaysRefuses(client => client.Orders.MoveScheduleAsync(7, ScheduleMove.Both(time)), "two years");
        }
    }

    [TestCase("month")]
    [TestCase("Months")]
    [TestCase("monthly")]
    [TestCase("")]
    [Trap(16, Protection.Refusal)]
    public void An_interval_that_the_contract_does_not_list(string interval)
    {
        const string Message = "days, weeks, months, quarters and years";
        Refuses(client => client.Products.Prices.CreateAsync(7, new() { Amount = 5, Interval = interval }), Message);
        Refuses(
            client => client.Products.Prices.CreateAsync(7, With(new ProductPriceCreate { Amount = 5 }, "interval", interval)),
            Message
        );
        Refuses(
            client => client.Products.Prices.CreateAsync(7, With(new ProductPriceCreate { Amount = 5 }, "trial_interval", interval)),
            Message
        );
        Refuses(client => client.Products.Prices.UpdateAsync(7, new ProductPriceUpdate { Interval = interval }), Message);
        Accepts(client => client.Products.Prices.UpdateAsync(7, new ProductPriceUpdate { Interval = PriceInterval.Quarters }));
    }

    [Test]
    [Trap(20, Protection.Refusal)]
    public void A_discount_that_ends_before_it_begins()
    {
        foreach (var end in (DateTimeOffset[])[Future, Future.AddTicks(-1), Past])
        {
            Refuses(
                client => client.Discounts.CreateAsync(Required(new DiscountCreate { ApplyFrom = Future, ApplyUntil = end })),
                "apply_until is not after apply_from"
            );
            Refuses(client => client.Discounts.UpdateAsync(7, new DiscountUpdate { ApplyFrom = Future, ApplyUntil = end }), "apply_until");
        }

        Refuses(client => client.Discounts.UpdateAsync(7, new DiscountUpdate { ApplyUntil = Past }), "apply_until", "expired");
        Refuses(client => client.Discounts.UpdateAsync(7, With(new DiscountUpdate(), "apply_until", Past)), "apply_until", "expired");
        Accepts(client => client.Discounts.UpdateAsync(7, new DiscountUpdate { ApplyUntil = Future }));
        Accepts(client => client.Discounts.UpdateAsync(7, new DiscountUpdate { ApplyUntil = null }));
    }

    [TestCase("""{"course_ids":[7]}""")]
    [TestCase("""{"enroll_step":{"course_ids":[7]}}""")]
    [TestCase("""{"enroll_step":{"course_ids":[7],"section_ids":[]}}""")]
    [TestCase("""{"enroll_step":{"course_ids":"7"}}""")]
    [Trap(24, Protection.Refusal)]
    public void An_enroll_step_with_courses(string settings)
    {
        Refuses(client => client.Workflows.Steps.CreateAsync(7, Step<WorkflowStepCreate>(settings)), "course_ids", "section_ids");
        Refuses(client => client.Workflows.Steps.UpdateAsync(7, Step<WorkflowStepUpdate>(settings)), "course_ids", "section_ids");
        Accepts(client => client.Workflows.Steps.CreateAsync(7, Step<WorkflowStepCreate>("""{"enroll_step":{"section_ids":[7]}}""")));
    }

    [TestCase("$optin")]
    [TestCase("$view")]
    [Trap(25, Protection.Refusal)]
    public void A_site_event_of_a_funnel(string key)
    {
        Refuses(client => client.Workflows.Triggers.CreateAsync(7, new() { EventTypeKey = key, FunnelId = 3 }), "funnel_id", "page_id");
        Refuses(
            client => client.Workflows.Triggers.CreateAsync(7, With(new WorkflowTriggerCreate { EventTypeKey = key }, "funnel_id", 3)),
            "funnel_id",
            "page_id"
        );
        Refuses(client => client.Workflows.Triggers.UpdateAsync(7, new() { EventTypeKey = key, FunnelId = "dCHKcl" }), "funnel_id");
        Accepts(client => client.Workflows.Triggers.CreateAsync(7, new() { EventTypeKey = key, PageId = 3 }));
    }

    [TestCase("""{"template_id":7}""")]
    [TestCase("""{"send_email_step":{"template_id":"x"}}""")]
    [Trap(27, Protection.Refusal)]
    public void A_template_in_an_update_of_a_step(string settings)
    {
        Refuses(client => client.Workflows.Steps.UpdateAsync(7, Step<WorkflowStepUpdate>(settings)), "template_id", "creation only");
        Accepts(client => client.Workflows.Steps.CreateAsync(7, Step<WorkflowStepCreate>(settings)));
    }

    [Test]
    [Trap(30, Protection.Refusal)]
    public void A_range_that_the_service_would_change()
    {
        (DateTimeOffset? Start, DateTimeOffset? End, string Message)[] ranges =
        [
            (Past, Past.AddTicks(-1), "timerange_end is before timerange_start"),
            (Past, Past.AddDays(90).AddTicks(1), "longer than 90 days"),
            (Past, null, "longer than 90 days"),
        ];
        foreach (var (start, end, message) in ranges)
        {
            Refuses(client => client.Funnels.GetStatsAsync(7, new() { TimerangeStart = start, TimerangeEnd = end }), message);
            Refuses(client => client.Pages.GetStatsAsync(7, new() { TimerangeStart = start, TimerangeEnd = end }), message);
            Refuses(client => client.Workflows.Steps.GetStatsAsync(7, new() { TimerangeStart = start, TimerangeEnd = end }), message);
        }

        Accepts(client => client.Funnels.GetStatsAsync(7, new() { TimerangeStart = Past, TimerangeEnd = Past.AddDays(90) }));
        Accepts(client => client.Funnels.GetStatsAsync(7, new() { TimerangeEnd = Past }));
    }

    [TestCase("")]
    [TestCase(" \n")]
    [TestCase("<!-- markup unavailable: page tree could not be serialized -->")]
    [TestCase("\n  <!-- Markup unavailable: for another reason -->")]
    [Trap(36, Protection.Refusal)]
    public void Markup_that_was_not_read_whole(string markup)
    {
        AlwaysRefuses(client => UpdatePageAsync(client, markup), "destroy");
        AlwaysRefuses(client => UpdatePostAsync(client, markup), "destroy");
        Accepts(static client => UpdatePageAsync(client, "<p><!-- a comment --></p>"));
        Accepts(static client => UpdatePostAsync(client, "<p>Hello</p>"));
    }

    [TestCase("blog/post")]
    [TestCase("/blog/post")]
    [TestCase("blog/post/")]
    [TestCase("a//b")]
    [Trap(39, Protection.Refusal)]
    public void A_path_with_the_path_of_the_parent(string path)
    {
        Refuses(client => client.Pages.CreateAsync(Required(new PageCreate { CurrentPath = path })), "current_path", "slash");
        Refuses(client => client.Pages.CreateAsync(With(Required(new PageCreate()), "current_path", path)), "current_path", "slash");
        Accepts(client => client.Pages.CreateAsync(Required(new PageCreate { CurrentPath = "/post" })));
    }

    [TestCase("weight", 1.5)]
    [TestCase("height", 1.5)]
    [TestCase("width", 1.5)]
    [TestCase("length", 1.5)]
    [TestCase("fulfillment_required", true)]
    [Trap(41, Protection.Refusal)]
    public void Goods_that_are_shipped_without_a_type(string field, object value)
    {
        Refuses(
            client => client.Products.Variants.CreateAsync(7, With(Required(new ProductVariantCreate()), field, value)),
            "product_type"
        );
        Accepts(client =>
            client.Products.Variants.CreateAsync(
                7,
                With(Required(new ProductVariantCreate { ProductType = ProductType.Physical }), field, value)
            )
        );
        Accepts(client =>
            client.Products.Variants.CreateAsync(
                7,
                With(With(Required(new ProductVariantCreate()), "product_type", "physical"), field, value)
            )
        );
    }

    [TestCase("published")]
    [TestCase("Public")]
    [TestCase("")]
    [Trap(42, Protection.Refusal)]
    public void A_visibility_that_the_contract_does_not_list(string visibility)
    {
        const string Message = "draft, public, members_only or scheduled";
        Refuses(client => client.Blogs.Posts.CreateAsync(7, Required(new BlogPostCreate { Visibility = visibility })), Message);
        Refuses(client => client.Blogs.Posts.UpdateAsync(7, new BlogPostUpdate { Visibility = visibility }), Message);
        Refuses(client => client.Blogs.Posts.UpdateAsync(7, With(new BlogPostUpdate(), "visibility", visibility)), Message);
    }

    [Test]
    [Trap(43, Protection.Refusal)]
    public void A_post_that_becomes_public_without_a_date()
    {
        Refuses(client => client.Blogs.Posts.UpdateAsync(7, new BlogPostUpdate { Visibility = "public" }), "published_at", "Publish(at)");
        Refuses(client => client.Blogs.Posts.UpdateAsync(7, With(new BlogPostUpdate(), "visibility", "public")), "published_at");
        Accepts(client => client.Blogs.Posts.UpdateAsync(7, With(new BlogPostUpdate { Visibility = "public" }, "published_at", Past)));
        Accepts(client => client.Blogs.Posts.UpdateAsync(7, new BlogPostUpdate { Visibility = "draft" }));
    }

    [TestCase("www.example.com")]
    [TestCase("Mail.example.co.uk")]
    [TestCase("https://example.com")]
    [TestCase("jane@example.com")]
    [TestCase("example.com/path")]
    [TestCase("example")]
    [TestCase("")]
    [Trap(47, Protection.Refusal)]
    public void A_sending_domain_that_is_no_domain_alone(string name)
    {
        Refuses(client => client.Emails.Domains.CreateAsync(new EmailDomainCreate { Name = name }), "name is");
        Refuses(client => client.Emails.Domains.CreateAsync(With(new EmailDomainCreate(), "name", name)), "name is");
        foreach (var correct in (string[])["example.com", "example.co.uk", "mail.com", "mail.co.uk"])
        {
            Accepts(client => client.Emails.Domains.CreateAsync(new EmailDomainCreate { Name = correct }));
        }
    }

    [Test]
    [Trap(52, Protection.Refusal)]
    public void An_upsert_that_would_clear_something()
    {
        const string Email = "jane@example.com";
        Refuses(
            client =>
                client.Contacts.UpsertAsync(
                    new ContactUpsert
                    {
                        EmailAddress = Email,
                        PhoneNumber = null,
                        LastName = null,
                    }
                ),
            "ignores null",
            "phone_number",
            "last_name",
            "update"
        );
        Refuses(
            client => client.Contacts.UpsertAsync(With(new ContactUpsert { EmailAddress = Email }, "tag_ids", new JArray())),
            "tag_ids"
        );
        Refuses(client => client.Contacts.UpsertAsync(With(new ContactUpsert { EmailAddress = Email }, "fb_url", null)), "fb_url");
        Refuses(
            client => client.Contacts.UpsertAsync(Read<ContactUpsert>("""{"email_address":"a@example.com","time_zone":null}""")),
            "time_zone"
        );
        Refuses(
            client =>
            {
                var contact = new ContactUpsert { EmailAddress = Email };
                contact.ReplaceTags([]);
                return client.Contacts.UpsertAsync(contact);
            },
            "tag_ids"
        );
        Accepts(client =>
        {
            var contact = new ContactUpsert { EmailAddress = Email, FirstName = "" };
            contact.ReplaceTags([7]);
            return client.Contacts.UpsertAsync(contact);
        });
    }

    [Test]
    [Trap(60, Protection.Refusal)]
    public void A_removal_of_a_split_without_a_branch()
    {
        Refuses(static client => client.Funnels.SplitTestSteps.DeleteAsync(1, 2, new()), "branch is not set", "both");
        Refuses(static client => client.Funnels.ConditionalSplitSteps.DeleteAsync(1, 2, new()), "branch is not set", "both");
        AlwaysRefuses(static client => client.Funnels.SplitTestSteps.DeleteAsync(1, 2, null!), "options");
        AlwaysRefuses(static client => client.Funnels.ConditionalSplitSteps.DeleteAsync(1, 2, null!), "options");
        Accepts(static client => client.Funnels.SplitTestSteps.DeleteAsync(1, 2, new() { Branch = "both" }));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("dCHKcl")]
    [TestCase("-1")]
    [TestCase("7x")]
    [TestCase("\u0661")]
    [Trap(64, Protection.Refusal)]
    public void A_text_that_is_no_cursor(string after)
    {
        Refuses(client => client.RefineFilters.ListAsync(new() { After = after }).FirstPageAsync(), "after is the numeric id");
        Accepts(static client => client.RefineFilters.ListAsync(new() { After = "0" }).FirstPageAsync());
        Accepts(static client => client.RefineFilters.ListAsync(new() { After = "913" }).FirstPageAsync());
    }

    [TestCase("""{}""")]
    [TestCase("""{"publish_sections_and_lessons":null}""")]
    [TestCase("""{"published_at":null}""")]
    [Trap(65, Protection.Refusal)]
    public void A_publication_that_was_read_without_its_scope(string json)
    {
        Refuses(client => client.Courses.PublishAsync(7, Read<CoursePublication>(json)), "publish_sections_and_lessons");
        Accepts(client => client.Courses.PublishAsync(7, Read<CoursePublication>("""{"publish_sections_and_lessons":false}""")));
    }

    [Test]
    [Trap(66, Protection.Refusal)]
    public void A_publication_in_the_past()
    {
        const string Message = "published_at lies in the past";
        Refuses(client => client.Courses.PublishAsync(7, new(PublishScope.CourseOnly) { PublishedAt = Past }), Message);
        Refuses(
            client => client.Courses.PublishAsync(7, With(new CoursePublication(PublishScope.CourseOnly), "published_at", Past)),
            Message
        );
        Refuses(client => client.Courses.Sections.PublishAsync(7, new() { Body = new() { PublishedAt = Past } }), Message);
        Refuses(client => client.Courses.Lessons.PublishAsync(7, new() { Body = new() { PublishedAt = Past } }), Message);
        Accepts(client => client.Courses.PublishAsync(7, new(PublishScope.CourseOnly) { PublishedAt = Future }));
    }

    [TestCase("")]
    [TestCase(" \t")]
    [TestCase(null)]
    [Trap(67, Protection.Refusal)]
    public void A_blank_secret(string? secret)
    {
        Refuses(client => client.ExternalPurchases.Endpoints.UpdateAsync(7, new() { Secret = secret }), "secret is blank");
        Refuses(
            client => client.ExternalPurchases.Endpoints.UpdateAsync(7, With(new ExternalPurchaseEndpointUpdate(), "secret", secret)),
            "secret is blank"
        );
        Accepts(client => client.ExternalPurchases.Endpoints.UpdateAsync(7, new() { Name = "Sales" }));
    }

    [Test]
    [Trap(72, Protection.Refusal)]
    public void An_export_without_fields()
    {
        Refuses(client => client.Contacts.ExportActions.CreateAsync(new(ContactTarget.Everyone) { Fields = [] }), "fields is empty");
        Refuses(client => client.Contacts.ExportActions.CreateAsync(new(ContactTarget.Everyone) { Fields = null }), "fields is empty");
        Refuses(
            client =>
                client.Contacts.ExportActions.CreateAsync(
                    With(new ContactExportActionCreate(ContactTarget.Everyone), "fields", new JArray())
                ),
            "fields is empty"
        );
        Refuses(client => client.Contacts.ExportActions.CreateAsync(new(ContactTarget.Everyone)), "fields");
        Accepts(client => client.Contacts.ExportActions.CreateAsync(new(ContactTarget.Everyone) { Fields = ["email_address"] }));
    }

    private static Task<Page> UpdatePageAsync(ClickFunnelsClient client, string markup)
    {
        var update = new PageUpdate();
        update.ReplaceMarkup(markup);
        return client.Pages.UpdateAsync(7, update);
    }

    private static Task<BlogPost> UpdatePostAsync(ClickFunnelsClient client, string markup)
    {
        var update = new BlogPostUpdate();
        update.ReplaceMarkup(markup);
        return client.Blogs.Posts.UpdateAsync(7, update);
    }

    private static ContactTagActionCreate Tagging(ContactTarget target, params (string Name, object? Value)[] additional)
    {
        var action = Required(new ContactTagActionCreate(target));
        foreach (var (name, value) in additional)
        {
            With(action, name, value);
        }

        return action;
    }

    private static T Step<T>(string settings)
        where T : Model => With(Required(Read<T>("{}")), "step_type_settings", JObject.Parse(settings));

    private static T Filled<T>(string json)
        where T : Model => Required(Read<T>(json));

    // The test is about a rule, so that required fields are there, under their names on the wire.
    private static T Required<T>(T model)
        where T : Model
    {
        foreach (
            var name in RequiredFields.Of(typeof(T).Name).Where(name => !model.Has(name) && !model.AdditionalProperties.ContainsKey(name))
        )
        {
            model.AdditionalProperties[name] = name == "step_type_settings" ? new JObject() : new JArray("x");
        }

        return model;
    }

    private static T With<T>(T model, string name, object? value)
        where T : Model
    {
        model.AdditionalProperties[name] = value switch
        {
            null => JValue.CreateNull(),
            DateTimeOffset time => time.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            _ => JToken.FromObject(value),
        };
        return model;
    }
}
