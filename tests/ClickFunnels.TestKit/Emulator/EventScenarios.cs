using System.Text.Json.Nodes;

namespace ClickFunnels.TestKit;

/// <summary>Calls that cause each event.</summary>
internal static class EventScenarios
{
    private const string PastTime = "2026-01-02T03:04:05.000Z";

    public static IReadOnlyDictionary<string, Func<World, Task>> All { get; } =
        new Dictionary<string, Func<World, Task>>
        {
            ["blogs/post.created"] = world => PostAsync(world),
            ["blogs/post.updated"] = async world =>
                await Do(world, "PATCH", $"/blogs/posts/{await PostAsync(world)}", new { blogs_post = new { title = "Other" } }),
            ["blogs/post.deleted"] = async world => await Do(world, "DELETE", $"/blogs/posts/{await PostAsync(world)}"),
            ["blogs/post.published"] = async world =>
                await Do(world, "PATCH", $"/blogs/posts/{await PostAsync(world)}", new { blogs_post = new { published_at = PastTime } }),
            ["communities/post.created"] = world => world.EnsureAsync("CommunityPost"),
            ["communities/posts/comment.created"] = world => world.EnsureAsync("CommunityPostComment"),
            ["contact.created"] = world => ContactAsync(world, new { first_name = "New" }),
            ["contact.updated"] = world =>
                Do(world, "PUT", $"/contacts/{world.Contacts[2]}", new { contact = new { first_name = "Other" } }),
            ["contact.deleted"] = world => Do(world, "DELETE", $"/contacts/{world.Contacts[3]}"),
            ["contact.identified"] = async world =>
                await Do(
                    world,
                    "PUT",
                    $"/contacts/{await ContactAsync(world, new { first_name = "New" })}",
                    new { contact = new { email_address = "new@example.com" } }
                ),
            ["contacts/applied_tag.created"] = world => ContactAsync(world, new { first_name = "New", tag_ids = new[] { world.TagId } }),
            ["contacts/applied_tag.deleted"] = async world =>
                await Do(
                    world,
                    "PUT",
                    $"/contacts/{await ContactAsync(world, new { first_name = "New", tag_ids = new[] { world.TagId } })}",
                    new { contact = new { tag_ids = Array.Empty<long>() } }
                ),
            ["course.created"] = world => CourseAsync(world),
            ["course.updated"] = async world =>
                await Do(world, "PATCH", $"/courses/{await CourseAsync(world)}", new { course = new { title = "Other" } }),
            ["course.published"] = async world => await Do(world, "POST", $"/courses/{await CourseAsync(world)}/publish"),
            ["courses/enrollment.created"] = world =>
                Do(
                    world,
                    "POST",
                    $"/courses/{world.Ids["Course"]}/enrollments",
                    new { courses_enrollment = new { contact_id = world.Contacts[3] } }
                ),
            ["courses/enrollment.updated"] = world => Enrollment(world, new { suspension_reason = "Holiday" }),
            ["courses/enrollment.suspended"] = world => Enrollment(world, new { suspended = true }),
            ["courses/enrollment.course_completed"] = CompleteCourseAsync,
            ["courses/section.created"] = world => world.EnsureAsync("CourseSection"),
            ["courses/section.updated"] = async world =>
                await Do(
                    world,
                    "PUT",
                    $"/courses/sections/{await world.EnsureAsync("CourseSection")}",
                    new { courses_section = new { title = "Other" } }
                ),
            ["courses/section.published"] = async world =>
                await Do(world, "POST", $"/courses/sections/{await world.EnsureAsync("CourseSection")}/publish"),
            ["courses/lesson.created"] = world => world.EnsureAsync("CourseLesson"),
            ["courses/lesson.updated"] = async world =>
                await Do(
                    world,
                    "PUT",
                    $"/courses/lessons/{await world.EnsureAsync("CourseLesson")}",
                    new { courses_lesson = new { title = "Other" } }
                ),
            ["courses/lesson.published"] = async world =>
                await Do(world, "POST", $"/courses/lessons/{await world.EnsureAsync("CourseLesson")}/publish"),
            ["form_submission.created"] = world =>
                Do(
                    world,
                    "POST",
                    $"/forms/{world.Ids["Form"]}/submissions",
                    new { forms_submission = new { contact_id = world.Contacts[0] } }
                ),
            ["fulfillment.created"] = world => Do(world, "POST", $"{world.Api.Workspace}/fulfillments", world.FulfillmentOf(1)),
            ["fulfillment.updated"] = world => Do(world, "POST", $"/fulfillments/{world.Ids["Fulfillment"]}/cancel"),
            ["product.created"] = ProductAsync,
            ["product.updated"] = world => Do(world, "POST", $"/products/{world.Ids["Product"]}/archive"),
            ["products/variant.created"] = ProductAsync,
            ["products/variant.updated"] = world =>
                Do(
                    world,
                    "PUT",
                    $"/products/variants/{world.Ids["ProductVariant"]}",
                    new { products_variant = new { description = "Other" } }
                ),
            ["order.created"] = world => OrderAsync(world, "one-time-order"),
            ["order.updated"] = world => Order(world, world.Ids["Order"], new { notes = "Other" }),
            ["order.completed"] = async world =>
                await Order(world, await OrderAsync(world, "subscription-order"), new { service_status = "completed" }),
            ["one-time-order.completed"] = async world =>
                await Order(world, await OrderAsync(world, "one-time-order"), new { service_status = "completed" }),
            ["one-time-order.invoice.paid"] = async world =>
                await InvoiceAsync(world, await OrderAsync(world, "one-time-order"), paid: true),
            ["one_time_order.refunded"] = world => Invoice(world, world.Ids["OrderInvoice"], new { status = "refunded" }),
            ["subscription.activated"] = async world =>
                await Order(world, await OrderAsync(world, "subscription-order"), new { service_status = "active" }),
            ["subscription.canceled"] = async world => await Do(world, "POST", $"/orders/{await ProcessedAsync(world, "stripe")}/cancel"),
            ["subscription.reactivated"] = ReactivateAsync,
            ["subscription.downgraded"] = world => ChangeAsync(world, "stripe", 0),
            ["subscription.upgraded"] = world => ChangeAsync(world, "stripe", 2),
            ["subscription.churned"] = async world =>
                await Order(world, await OrderAsync(world, "subscription-order"), new { service_status = "churned" }),
            ["subscription.modified"] = world => ChangeAsync(world, "payments_ai", 2),
            ["subscription.completed"] = async world =>
                await Order(world, await OrderAsync(world, "subscription-order"), new { service_status = "completed" }),
            ["subscription.first_payment_received"] = async world =>
                await InvoiceAsync(world, await OrderAsync(world, "subscription-order"), paid: true),
            ["subscription.line_items.changed"] = world => ChangeAsync(world, "stripe", 2),
            ["subscription.invoice.paid"] = async world =>
                await InvoiceAsync(world, await OrderAsync(world, "subscription-order"), paid: true),
            ["orders/transaction.updated"] = async world =>
                await Do(world, "POST", $"/orders/transactions/{await FirstOfOrderAsync(world, "transactions")}/refund"),
            ["orders/invoice.created"] = async world => await InvoiceAsync(world, await OrderAsync(world, "one-time-order"), paid: false),
            ["orders/invoice.updated"] = world => Invoice(world, world.Ids["OrderInvoice"], new { invoice_number = "Other" }),
            ["orders/invoice.refunded"] = world => Invoice(world, world.Ids["OrderInvoice"], new { status = "refunded" }),
            ["orders/invoice.abandoned"] = async world =>
                await Do(
                    world,
                    "POST",
                    $"/orders/invoices/{await FirstOfOrderAsync(world, "invoices?filter[invoice_type]=renewal")}/abandon"
                ),
            ["orders/invoice.past_due"] = async world =>
                await Invoice(
                    world,
                    await InvoiceAsync(world, await OrderAsync(world, "one-time-order"), paid: false),
                    new { status = "past-due" }
                ),
            ["orders/invoice.fulfilled"] = world => Do(world, "POST", $"{world.Api.Workspace}/fulfillments", world.FulfillmentOf(4)),
            ["orders/invoice.voided"] = async world =>
                await Invoice(
                    world,
                    await InvoiceAsync(world, await OrderAsync(world, "one-time-order"), paid: false),
                    new { status = "voided" }
                ),
            ["orders/invoice.paid"] = async world =>
                await Invoice(
                    world,
                    await InvoiceAsync(world, await OrderAsync(world, "one-time-order"), paid: false),
                    new { status = "paid", paid_at = PastTime }
                ),
            ["sales/opportunity.created"] = world => world.EnsureAsync("SalesOpportunity"),
            ["sales/opportunity.updated"] = world => OpportunityAsync(world, new { name = "Other" }),
            ["sales/opportunity.deleted"] = async world =>
                await Do(world, "DELETE", $"/sales/opportunities/{await world.EnsureAsync("SalesOpportunity")}"),
            ["sales/opportunity.closed"] = world => OpportunityAsync(world, new { closed_at = PastTime }),
            ["sales/opportunity.moved_stage"] = MoveAsync,
        };

    private static async Task<Reply> Do(World world, string method, string path, object? body = null)
    {
        var reply = await world.Api.SendAsync(method, path, body);
        Assert.That(reply.Status, Is.InRange(200, 204), $"{method} {path}: {reply.Text}");
        return reply;
    }

    private static async Task<long> ContactAsync(World world, object contact) =>
        (await Do(world, "POST", $"{world.Api.Workspace}/contacts", new { contact })).Id;

    private static async Task<long> CourseAsync(World world) =>
        (await Do(world, "POST", $"{world.Api.Workspace}/courses", new { course = new { title = "New" } })).Id;

    private static Task<Reply> ProductAsync(World world) =>
        Do(world, "POST", $"{world.Api.Workspace}/products", new { product = new { name = "New" } });

    private static Task<Reply> Enrollment(World world, object changes) =>
        Do(world, "PUT", $"/courses/enrollments/{world.Ids["CourseEnrollment"]}", new { courses_enrollment = changes });

    private static Task<Reply> Order(World world, long id, object changes) => Do(world, "PUT", $"/orders/{id}", new { order = changes });

    private static Task<Reply> Invoice(World world, long id, object changes) =>
        Do(world, "PUT", $"/orders/invoices/{id}", new { orders_invoice = changes });

    private static async Task OpportunityAsync(World world, object changes) =>
        await Do(world, "PUT", $"/sales/opportunities/{await world.EnsureAsync("SalesOpportunity")}", new { sales_opportunity = changes });

    private static async Task<long> PostAsync(World world)
    {
        var blog = (await world.Api.GetAsync($"{world.Api.Workspace}/blogs")).Ids[0];
        return (await Do(world, "POST", $"/blogs/{blog}/posts", new { blogs_post = new { title = "New" } })).Id;
    }

    private static async Task<long> OrderAsync(World world, string type) =>
        (
            await Do(
                world,
                "POST",
                $"{world.Api.Workspace}/orders",
                new
                {
                    order = new
                    {
                        order_type = type,
                        live_mode = false,
                        contact_id = world.Contacts[0],
                        line_items_attributes = new[] { OrderLine(world) },
                    },
                }
            )
        ).Id;

    private static async Task<long> InvoiceAsync(World world, long order, bool paid)
    {
        var invoice = new JsonObject
        {
            ["external_id"] = "e-2",
            ["status"] = paid ? "paid" : "unpaid",
            ["line_items_attributes"] = new JsonArray(System.Text.Json.JsonSerializer.SerializeToNode(InvoiceLine(world))),
        };
        if (paid)
        {
            invoice["paid_at"] = PastTime;
        }

        return (await Do(world, "POST", $"/orders/{order}/invoices", new { orders_invoice = invoice })).Id;
    }

    private static object OrderLine(World world) =>
        new
        {
            variant_id = world.Ids["ProductVariant"],
            products_price_id = world.Ids["ProductPrice"],
            quantity = 1,
        };

    private static object InvoiceLine(World world) =>
        new
        {
            variant_id = world.Ids["ProductVariant"],
            products_price_id = world.Ids["ProductPrice"],
            quantity = 1,
            amount = "12.50",
        };

    private static async Task<long> ProcessedAsync(World world, string processor)
    {
        var orders = (await world.Api.GetAsync($"{world.Api.Workspace}/orders")).Json.AsArray();
        return orders.First(order => order!["payment_processor"]!.ToString() == processor)!["id"]!.GetValue<long>();
    }

    private static async Task<long> FirstOfOrderAsync(World world, string list) =>
        (await world.Api.GetAsync($"/orders/{await ProcessedAsync(world, "payments_ai")}/{list}")).Ids[0];

    private static async Task ChangeAsync(World world, string processor, int price)
    {
        var line = (await world.Api.GetAsync($"/orders/{await ProcessedAsync(world, processor)}")).Json["line_items"]![0]!["id"];
        var product = (await world.Api.GetAsync($"{world.Api.Workspace}/products")).Ids[0];
        var prices = (await world.Api.GetAsync($"/products/{product}/prices")).Ids;
        await Do(
            world,
            "POST",
            $"/orders/line_items/{line}/changes/perform",
            new
            {
                orders_line_items_change = new
                {
                    products_price_id = prices[price].ToString(System.Globalization.CultureInfo.InvariantCulture),
                },
            }
        );
    }

    private static async Task ReactivateAsync(World world)
    {
        var order = await OrderAsync(world, "subscription-order");
        foreach (var status in (string[])["active", "canceled", "active"])
        {
            await Order(world, order, new { service_status = status });
        }
    }

    private static async Task CompleteCourseAsync(World world)
    {
        var course = await CourseAsync(world);
        var section = (await Do(world, "POST", $"/courses/{course}/sections", new { courses_section = new { title = "New" } })).Id;
        var enrollment = (
            await Do(world, "POST", $"/courses/{course}/enrollments", new { courses_enrollment = new { contact_id = world.Contacts[1] } })
        ).Id;
        var lessons = new List<long>();
        foreach (var title in (string[])["One", "Two"])
        {
            lessons.Add((await Do(world, "POST", $"/courses/sections/{section}/lessons", new { courses_lesson = new { title } })).Id);
        }

        foreach (var lesson in lessons)
        {
            await Do(
                world,
                "POST",
                $"/courses/{course}/lesson_completions",
                new { courses_lesson_completion = new { lesson_id = lesson, enrollment_id = enrollment } }
            );
        }
    }

    private static async Task MoveAsync(World world)
    {
        var opportunity = await world.EnsureAsync("SalesOpportunity");
        world.Ids.Remove("SalesPipelineStage");
        var stage = long.Parse(await world.EnsureAsync("SalesPipelineStage"), System.Globalization.CultureInfo.InvariantCulture);
        await Do(world, "PUT", $"/sales/opportunities/{opportunity}", new { sales_opportunity = new { pipelines_stage_id = stage } });
    }
}
