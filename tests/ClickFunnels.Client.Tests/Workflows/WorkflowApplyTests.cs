using ClickFunnels.Workflows;

namespace ClickFunnels.Tests.Workflows;

public sealed class WorkflowApplyTests
{
    [Test]
    public async Task A_whole_plan_is_applied()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Whole(scene.Contact);

        var result = await scene.Workflow.ApplyAsync(plan);

        await scene.AssertHoldsOnceAsync(plan, result);
        var product = await scene.Eye.Products.GetAsync(result.ProductId!.Value);
        var small = await scene.Eye.Products.Variants.GetAsync(result.Variant(("Size", "S")).Id);
        var medium = await scene.Eye.Products.Variants.GetAsync(result.Variant(("Size", "M")).Id);
        var standard = await scene.Eye.Products.Variants.GetAsync(result.DefaultVariantId!.Value);
        var recurring = await scene.Eye.Products.Prices.GetAsync(result.Variant(("Size", "M")).PriceIds[1]);
        var order = await scene.Eye.Orders.GetAsync(result.OrderId!.Value);
        var invoice = await scene.Eye.Orders.Invoices.GetAsync(result.InvoiceId!.Value);
        var fulfillment = await scene.Eye.Fulfillments.GetAsync(result.FulfillmentId!.Value);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(product.VisibleInStore, Is.True);
            Assert.That(standard.Description, Is.EqualTo("A shirt."));
            Assert.That(
                small.PropertiesValues!.Select(value => (value.PropertyId, value.Value)),
                Is.EqualTo(new[] { ((long?)result.PropertyIds["Size"], "S") })
            );
            Assert.That(small.FulfillmentsLocationIds, Is.EqualTo(new[] { result.LocationId }));
            Assert.That(medium.Sku, Is.EqualTo("SHIRT-M"));
            Assert.That(medium.Weight, Is.EqualTo(0.4m));
            Assert.That(recurring.Interval, Is.EqualTo(PriceInterval.Months));
            Assert.That(recurring.IntervalCount, Is.EqualTo(1));
            Assert.That(order.LiveMode, Is.False);
            Assert.That(order.OrderType, Is.EqualTo(OrderType.OneTimeOrder));
            Assert.That(order.BillingStatus, Is.EqualTo(OrderBillingStatus.Paid));
            Assert.That(order.ContactId, Is.EqualTo(scene.Contact.Id));
            Assert.That(invoice.TotalAmount, Is.EqualTo((2 * 29.00m) + 31.00m + 4.90m));
            Assert.That(fulfillment.IncludedInvoicesLineItems!.Select(line => line.Quantity), Is.EqualTo(new int?[] { 2, 1 }));
            Assert.That(fulfillment.TrackingCode, Is.EqualTo("T-1"));
            Assert.That(
                result.Steps.Select(step => step.Outcome).Distinct(),
                Is.EquivalentTo(new[] { ProductWorkflowOutcome.Created, ProductWorkflowOutcome.Found, ProductWorkflowOutcome.Updated })
            );
        }
    }

    [Test]
    public async Task Without_properties_the_default_variant_is_sold()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Minimal();
        plan.Description = "A guide.";
        plan.AllVariants.Sku = "GUIDE";
        plan.Prices.Add(PricePlan.PaymentPlan(4.00m, "usd", 3, PriceInterval.Months));
        plan.Order = new OrderPlan { ContactId = scene.Contact.Id, Items = { new OrderItemPlan { PriceIndex = 1 } } };

        var result = await scene.Workflow.ApplyAsync(plan);

        await scene.AssertHoldsOnceAsync(plan, result);
        var variant = await scene.Eye.Products.Variants.GetAsync(result.DefaultVariantId!.Value);
        var order = await scene.Eye.Orders.GetAsync(result.OrderId!.Value);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Variant().Id, Is.EqualTo(result.DefaultVariantId));
            Assert.That(variant.Sku, Is.EqualTo("GUIDE"));
            Assert.That(variant.Description, Is.EqualTo("A guide."));
            Assert.That(order.OrderType, Is.EqualTo(OrderType.SubscriptionOrder));
        }
    }

    [Test]
    public async Task A_location_of_the_name_is_used()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var existing = await scene.Eye.Fulfillments.Locations.CreateAsync(
            new FulfillmentLocationCreate
            {
                Name = "Warehouse",
                AddressName = "Acme",
                EmailAddress = "warehouse@acme.example",
                Address = new FulfillmentLocationAddress { City = "Springfield" },
            }
        );
        var plan = Plans.Shirt();
        plan.Location = new FulfillmentLocationPlan { Name = "Warehouse", MustExist = true };

        var result = await scene.Workflow.ApplyAsync(plan);

        Assert.That(result.LocationId, Is.EqualTo(existing.Id));
        Assert.That(result.Steps[0], Is.EqualTo(new ProductWorkflowStep("location", ProductWorkflowOutcome.Found, existing.Id)));
    }

    [Test]
    public async Task A_missing_location_or_contact_stops_the_run_before_anything_is_created()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Shirt();
        plan.Location = new FulfillmentLocationPlan { Name = "Warehouse", MustExist = true };
        var stranger = Plans.Minimal();
        stranger.Order = new OrderPlan { ContactEmailAddress = "nobody@acme.example", Items = { new OrderItemPlan() } };

        var location = await Assert.ThrowsAsync<ProductWorkflowException>(() => scene.Workflow.ApplyAsync(plan));
        var contact = await Assert.ThrowsAsync<ProductWorkflowException>(() => scene.Workflow.ApplyAsync(stranger));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(location.Step, Is.EqualTo("location"));
            Assert.That(contact.Step, Is.EqualTo("contact"));
            Assert.That(contact.Message, Does.Contain("no contact has the e-mail address").And.Not.Contain("nobody@"));
            Assert.That(scene.Handler.Sent.Select(request => request.Method), Is.All.EqualTo("GET"));
        }
    }

    [Test]
    public async Task An_omitted_combination_is_not_created()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Shirt();
        plan.Variants.Add(new VariantPlan { Values = { ["Color"] = "blue", ["Size"] = "S" }, Omit = true });

        var result = await scene.Workflow.ApplyAsync(plan);

        Assert.That(
            result.Variants.Select(variant => variant.Combination),
            Is.EqualTo(new[] { "Size=S, Color=red", "Size=M, Color=red", "Size=M, Color=blue" })
        );
        await scene.AssertHoldsOnceAsync(plan, result);
    }

    [Test]
    public async Task Progress_and_report_name_each_step()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var seen = new List<string>();

        var result = await scene.Workflow.ApplyAsync(Plans.Minimal(), progress: new Listener(seen));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                seen,
                Is.EqualTo(
                    new[]
                    {
                        "1/2 product",
                        "1/2 product: Created",
                        "2/2 default_variant.prices[0]",
                        "2/2 default_variant.prices[0]: Created",
                    }
                )
            );
            Assert.That(
                result.ToString(),
                Does.StartWith("Complete: 2 of 2 steps done.").And.Contain($"product                    created    {result.ProductId}")
            );
        }
    }

    [Test]
    public async Task A_refusal_names_the_step_and_keeps_the_cause()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Shirt();
        plan.ImageIds.Add(999_999);

        var failure = await Assert.ThrowsAsync<ProductWorkflowException>(() => scene.Workflow.ApplyAsync(plan));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Step, Is.EqualTo("product"));
            Assert.That(failure.OperationId, Is.EqualTo("createProducts"));
            Assert.That(failure.InnerException, Is.InstanceOf<ApiValidationException>());
            Assert.That(failure.IsTransient, Is.False);
            Assert.That(failure.Result.Steps, Is.Empty);
            Assert.That(failure.Message, Does.Contain("step 1 of 9, 'product' (createProducts)"));
        }
    }

    private sealed class Listener(List<string> seen) : IProgress<ProductWorkflowProgress>
    {
        public void Report(ProductWorkflowProgress value) => seen.Add(value.ToString());
    }
}
