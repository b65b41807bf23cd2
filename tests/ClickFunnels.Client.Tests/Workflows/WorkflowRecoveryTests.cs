using ClickFunnels.Emulator;
using ClickFunnels.Workflows;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests.Workflows;

/// <summary>Lookups after a lost response: the records that they recognize, and those that they must not take.</summary>
public sealed class WorkflowRecoveryTests
{
    private static readonly ProductWorkflowOptions Once = new() { SettleDelay = TimeSpan.Zero, MaxRepeats = 0 };

    [Test]
    public async Task An_older_product_of_the_same_name_is_not_used()
    {
        await using var scene = await WorkflowScene.StartAsync(Once);
        var older = await scene.Eye.Products.CreateAsync(Namesake());
        var journal = new InMemoryProductWorkflowJournal();
        await FailAsync(scene, "POST", "/products", FaultKind.FailBefore, Plans.Shirt(), journal);

        var result = await scene.Workflow.ApplyAsync(Plans.Shirt(), journal);

        Assert.That(result.ProductId, Is.Not.EqualTo(older.Id));
        Assert.That(result.Steps[0].Outcome, Is.EqualTo(ProductWorkflowOutcome.Created));
    }

    [Test]
    public async Task A_newer_product_of_another_name_or_with_other_properties_is_not_taken()
    {
        await using var scene = await WorkflowScene.StartAsync(Once);
        var journal = new InMemoryProductWorkflowJournal();
        await FailAsync(scene, "POST", "/products", FaultKind.FailBefore, Plans.Shirt(), journal);
        await scene.Eye.Products.CreateAsync(new ProductCreate { Name = "Shirts", VariantProperties = Namesake().VariantProperties });
        await scene.Eye.Products.CreateAsync(new ProductCreate { Name = "Shirt" });

        var result = await scene.Workflow.ApplyAsync(Plans.Shirt(), journal);

        Assert.That(result.Steps[0].Outcome, Is.EqualTo(ProductWorkflowOutcome.Created));
    }

    [Test]
    public async Task Two_candidates_are_an_error_until_one_is_archived()
    {
        await using var scene = await WorkflowScene.StartAsync(Once);
        var journal = new InMemoryProductWorkflowJournal();
        await FailAsync(scene, "POST", "/products", FaultKind.CancelAfter, Plans.Shirt(), journal);
        var other = await scene.Eye.Products.CreateAsync(Namesake());

        var failure = await Assert.ThrowsAsync<ProductWorkflowException>(() => scene.Workflow.ApplyAsync(Plans.Shirt(), journal));
        Assert.That(failure.Message, Does.Contain("does not guess").And.Contain($"{other.Id}"));
        Assert.That(await scene.Eye.Products.ListAsync().ToListAsync(), Has.Count.EqualTo(2));

        await scene.Eye.Products.ArchiveAsync(other.Id);
        var result = await scene.Workflow.ApplyAsync(Plans.Shirt(), journal);
        Assert.That(result.ProductId, Is.Not.EqualTo(other.Id));
        Assert.That(result.Steps[0].Outcome, Is.EqualTo(ProductWorkflowOutcome.Recovered));
    }

    [Test]
    public async Task The_product_is_found_behind_more_than_a_page_of_others()
    {
        await using var scene = await WorkflowScene.StartAsync(Once);
        var journal = new InMemoryProductWorkflowJournal();
        await FailAsync(scene, "POST", "/products", FaultKind.CancelAfter, Plans.Shirt(), journal);
        for (var number = 0; number < 25; number++)
        {
            await scene.Eye.Products.CreateAsync(new ProductCreate { Name = "Other" });
        }

        var result = await scene.Workflow.ApplyAsync(Plans.Shirt(), journal);

        Assert.That(result.Steps[0].Outcome, Is.EqualTo(ProductWorkflowOutcome.Recovered));
    }

    [TestCase("S / red")]
    [TestCase("red, S")]
    public async Task A_variant_is_recognized_by_its_name_if_the_response_has_no_values(string name)
    {
        await using var scene = await WorkflowScene.StartAsync();
        scene.Handler.Rewrite = (request, response) =>
            request.Path.EndsWith("/variants", StringComparison.Ordinal)
                ? Without(Renamed(response, "S / red", name), "properties_values")
                : response;
        scene.Handler.Plan(Index(scene, "createProductsVariants"), FaultKind.FailAfter);

        var result = await scene.Workflow.ApplyAsync(Plans.Shirt());

        Assert.That(
            result.Steps.Single(step => step.Name == "variants[Size=S, Color=red]").Outcome,
            Is.EqualTo(ProductWorkflowOutcome.Recovered)
        );
        await scene.AssertHoldsOnceAsync(Plans.Shirt(), result);
    }

    [Test]
    public async Task A_variant_that_cannot_be_recognized_is_not_created_again()
    {
        await using var scene = await WorkflowScene.StartAsync();
        scene.Handler.Rewrite = (request, response) =>
            request.Path.EndsWith("/variants", StringComparison.Ordinal)
                ? Without(Renamed(response, "S / red", "Variant 1"), "properties_values")
                : response;
        scene.Handler.Plan(Index(scene, "createProductsVariants"), FaultKind.FailAfter);

        var failure = await Assert.ThrowsAsync<ProductWorkflowException>(() => scene.Workflow.ApplyAsync(Plans.Shirt()));

        Assert.That(failure.Message, Does.Contain("does not guess"));
        var variants = await scene.Eye.Products.Variants.ListAsync(failure.Result.ProductId!.Value).ToListAsync();
        Assert.That(variants.Count(variant => variant.Default != true), Is.EqualTo(1));
    }

    [Test]
    public async Task Ids_that_a_response_lacks_are_fetched()
    {
        await using var scene = await WorkflowScene.StartAsync();
        scene.Handler.Rewrite = (request, response) =>
            request.Method == "POST" ? Without(response, "variant_properties", "line_items") : response;
        var plan = Plans.Whole(scene.Contact);

        var result = await scene.Workflow.ApplyAsync(plan);

        await scene.AssertHoldsOnceAsync(plan, result);
        Assert.That(
            scene.Handler.Sent.Select(request => $"{request.Method} {request.Path}"),
            Does.Contain($"GET /api/v2/products/{result.ProductId}").And.Contain($"GET /api/v2/orders/invoices/{result.InvoiceId}")
        );
    }

    [Test]
    public async Task A_response_without_an_id_counts_as_lost()
    {
        await using var scene = await WorkflowScene.StartAsync();
        scene.Handler.Rewrite = (request, response) => request.Method == "POST" ? Without(response, "id") : response;
        var plan = Plans.Whole(scene.Contact);

        var result = await scene.Workflow.ApplyAsync(plan);

        await scene.AssertHoldsOnceAsync(plan, result);
        Assert.That(result.Steps.Count(step => step.Outcome == ProductWorkflowOutcome.Recovered), Is.EqualTo(10));
    }

    [Test]
    public async Task A_request_that_is_carried_out_late_is_found_after_the_wait()
    {
        var clock = new HastyClock();
        await using var scene = await WorkflowScene.StartAsync(
            new ProductWorkflowOptions { SettleDelay = TimeSpan.FromSeconds(5), TimeProvider = clock }
        );
        var lookups = 0;
        scene.Handler.Plan(1, FaultKind.FailBefore);
        scene.Handler.Sending = request =>
        {
            // The first list is the baseline, the second the lookup at once, the third the lookup after the wait.
            if (request.Method == "GET" && request.Path.EndsWith("/products", StringComparison.Ordinal) && ++lookups == 3)
            {
                scene.Eye.Products.CreateAsync(Namesake()).GetAwaiter().GetResult();
            }
        };

        var result = await scene.Workflow.ApplyAsync(Plans.Shirt());

        await scene.AssertHoldsOnceAsync(Plans.Shirt(), result);
        Assert.That(result.Steps[0].Outcome, Is.EqualTo(ProductWorkflowOutcome.Recovered));
        Assert.That(clock.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(5) }));
    }

    [Test]
    public async Task Repeating_has_an_end()
    {
        await using var scene = await WorkflowScene.StartAsync(new ProductWorkflowOptions { SettleDelay = TimeSpan.Zero, MaxRepeats = 2 });
        var journal = new InMemoryProductWorkflowJournal();
        scene.Emulator.Faults.Add("createProducts", Fault.BadGateway(), times: 3);

        var failure = await Assert.ThrowsAsync<ProductWorkflowException>(() => scene.Workflow.ApplyAsync(Plans.Shirt(), journal));
        var result = await scene.Workflow.ApplyAsync(Plans.Shirt(), journal);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.IsTransient, Is.True);
            Assert.That(failure.InnerException, Is.InstanceOf<ApiServerException>());
            Assert.That(scene.Emulator.Faults.Unconsumed, Is.Empty);
        }

        await scene.AssertHoldsOnceAsync(Plans.Shirt(), result);
    }

    [Test]
    public async Task Connections_that_are_cut_after_each_creation_do_no_harm()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Whole(scene.Contact);
        string[] operations =
        [
            "createFulfillmentsLocations",
            "createProducts",
            "createProductsVariants",
            "createProductsPrices",
            "createOrders",
            "createOrdersInvoices",
            "createFulfillments",
        ];
        foreach (var operation in operations)
        {
            scene.Emulator.Faults.Add(operation, Fault.CutAfter());
        }

        var result = await scene.Workflow.ApplyAsync(plan);

        Assert.That(scene.Emulator.Faults.Unconsumed, Is.Empty);
        Assert.That(result.Steps.Count(step => step.Outcome == ProductWorkflowOutcome.Recovered), Is.EqualTo(operations.Length));
        await scene.AssertHoldsOnceAsync(plan, result);
    }

    [Test]
    public async Task An_order_of_an_earlier_run_of_the_plan_is_not_used()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Minimal();
        plan.Order = new OrderPlan { ContactId = scene.Contact.Id, Items = { new OrderItemPlan() } };
        var first = await scene.Workflow.ApplyAsync(plan);
        scene.Emulator.Faults.Add("createOrders", Fault.CutBefore());

        var second = await scene.Workflow.ApplyAsync(plan);

        Assert.That(scene.Emulator.Faults.Unconsumed, Is.Empty);
        Assert.That(second.OrderId, Is.Not.EqualTo(first.OrderId));
    }

    private static ProductCreate Namesake() =>
        new()
        {
            Name = "Shirt",
            VariantProperties = [new ProductVariantPropertyCreate { Name = "Size" }, new ProductVariantPropertyCreate { Name = "Color" }],
        };

    private static int Index(WorkflowScene scene, string operation) =>
        scene
            .Workflow.Preview(Plans.Shirt())
            .Requests.Select((request, index) => (request, index))
            .First(pair => pair.request.OperationId == operation)
            .index;

    private static async Task FailAsync(
        WorkflowScene scene,
        string method,
        string path,
        FaultKind fault,
        ProductPlan plan,
        IProductWorkflowJournal journal
    )
    {
        using var source = new CancellationTokenSource();
        var requests = scene.Workflow.Preview(plan).Requests;
        scene.Handler.Plan(
            requests
                .Select((request, index) => (request, index))
                .First(pair => pair.request.Method == method && pair.request.Path.EndsWith(path, StringComparison.Ordinal))
                .index,
            fault,
            source
        );
        try
        {
            await scene.Workflow.ApplyAsync(plan, journal, cancellationToken: source.Token);
            Assert.Fail("The run was meant to fail.");
        }
        catch (Exception exception) when (exception is ProductWorkflowException or ProductWorkflowCanceledException)
        {
            Assert.That(scene.Handler.HasStruck, Is.True);
        }
    }

    private static JToken Without(JToken response, params string[] names)
    {
        foreach (var record in response is JArray list ? list.OfType<JObject>() : [(JObject)response])
        {
            foreach (var name in names)
            {
                record.Remove(name);
            }
        }

        return response;
    }

    private static JToken Renamed(JToken response, string from, string to)
    {
        foreach (
            var record in (response is JArray list ? list.OfType<JObject>() : [(JObject)response]).Where(record =>
                (string?)record["name"] == from
            )
        )
        {
            record["name"] = to;
        }

        return response;
    }

    /// <summary>A clock whose waits end at once.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

        public List<TimeSpan> Waits { get; } = [];

        public override DateTimeOffset GetUtcNow() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            _now += dueTime;
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
