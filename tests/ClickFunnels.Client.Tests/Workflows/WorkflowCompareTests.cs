using ClickFunnels.Emulator;
using ClickFunnels.Workflows;

namespace ClickFunnels.Tests.Workflows;

public sealed class WorkflowCompareTests
{
    [Test]
    public async Task In_an_empty_workspace_everything_is_new()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Whole(scene.Contact);

        var comparison = await scene.Workflow.CompareAsync(plan);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Steps[0].State, Is.EqualTo(ProductPlanStepState.Exists), "the contact");
            Assert.That(comparison.Steps.Skip(1).Select(step => step.State), Is.All.EqualTo(ProductPlanStepState.New));
            Assert.That(comparison.IsComplete, Is.False);
            Assert.That(comparison.PlanFingerprint, Is.EqualTo(scene.Workflow.Preview(plan).PlanFingerprint));
            Assert.That(comparison.ToString(), Does.StartWith("Incomplete: 1 of 12 steps are as planned."));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task After_a_run_nothing_differs(bool hasJournal)
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Whole(scene.Contact);
        var journal = new InMemoryProductWorkflowJournal();
        var before = await scene.Workflow.CompareAsync(plan, journal);
        var result = await scene.Workflow.ApplyAsync(plan, journal);
        var written = await journal.ReadAsync(default);
        var sent = scene.Handler.Sent.Count;

        var after = await scene.Workflow.CompareAsync(Plans.Whole(scene.Contact), hasJournal ? journal : null);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.ToString(), Does.StartWith("Complete: 12 of 12 steps are as planned."));
            Assert.That(
                after.Steps.Select(step => step.State),
                Is.All.EqualTo(hasJournal ? ProductPlanStepState.Done : ProductPlanStepState.Exists)
            );
            Assert.That(
                after.Steps.Select(step => (step.Name, step.Id)),
                Is.EqualTo(result.Steps.Select(step => (step.Name, (long?)step.Id)))
            );
            Assert.That(before.Steps.Select(step => step.ExpectedOutcome), Is.EqualTo(result.Steps.Select(step => (object?)step.Outcome)));
            Assert.That(scene.Handler.Sent.Skip(sent).Select(request => request.Method), Is.All.EqualTo("GET").And.Not.Empty);
            Assert.That(scene.Handler.Sent.Count - sent, Is.LessThan(16), "lists are read once");
            Assert.That(await journal.ReadAsync(default), Is.EqualTo(written));
        }
    }

    [Test]
    public async Task Without_its_journal_a_product_that_exists_would_be_created_again()
    {
        await using var scene = await WorkflowScene.StartAsync();
        await scene.Workflow.ApplyAsync(Plans.Whole(scene.Contact));

        var comparison = await scene.Workflow.CompareAsync(Plans.Whole(scene.Contact));
        await scene.Workflow.ApplyAsync(Plans.Whole(scene.Contact));
        var twice = await scene.Workflow.CompareAsync(Plans.Whole(scene.Contact));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Step(comparison, "product").State, Is.EqualTo(ProductPlanStepState.Exists));
            Assert.That(Step(comparison, "product").ExpectedOutcome, Is.EqualTo(ProductWorkflowOutcome.Created));
            Assert.That(Step(comparison, "location").ExpectedOutcome, Is.EqualTo(ProductWorkflowOutcome.Found));
            Assert.That(Step(twice, "product").State, Is.EqualTo(ProductPlanStepState.Unknown));
            Assert.That(
                Step(twice, "product").Reason,
                Does.StartWith("Several records could be the one of the step: the products with the ids")
            );
            Assert.That(Step(twice, "order").Reason, Does.Contain("is not known"));
        }
    }

    [Test]
    public async Task What_was_changed_in_ClickFunnels_differs_and_nothing_else()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var (plan, journal) = (Plans.Whole(scene.Contact), new InMemoryProductWorkflowJournal());
        var result = await scene.Workflow.ApplyAsync(plan, journal);
        var (small, medium) = (result.Variant(("Size", "S")), result.Variant(("Size", "M")));
        await scene.Eye.Products.UpdateAsync(result.ProductId!.Value, new ProductUpdate { Name = "Shirt 2", SeoDescription = "New" });
        await scene.Eye.Products.Prices.UpdateAsync(small.PriceIds[0], new ProductPriceUpdate { Amount = 35.00m });
        await scene.Eye.Products.Variants.UpdateAsync(medium.Id, new ProductVariantUpdate { Weight = 0.400m, Sku = "SHIRT-L" });

        var comparison = await scene.Workflow.CompareAsync(plan, journal);

        Assert.That(
            Differences(comparison),
            Is.EqualTo(
                new[]
                {
                    "product: name: planned \"Shirt\", present \"Shirt 2\"",
                    "variants[Size=M]: sku: planned \"SHIRT-M\", present \"SHIRT-L\"",
                    "variants[Size=S].prices[0]: amount: planned \"29.00\", present \"35.00\"",
                }
            )
        );
        Assert.That(States(comparison, ProductPlanStepState.Done), Has.Count.EqualTo(9));
        Assert.That(comparison.ToString(), Does.Contain("    name: planned \"Shirt\", present \"Shirt 2\""));
    }

    [Test]
    public async Task What_was_changed_in_the_plan_differs_and_nothing_else()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var (plan, journal) = (Plans.Shirt(), new InMemoryProductWorkflowJournal());
        await scene.Workflow.ApplyAsync(plan, journal);
        plan.Name = "Tee";
        plan.Prices[0].Currency = "eur";
        plan.Variants.Add(new VariantPlan { Values = { ["Size"] = "S", ["Color"] = "red" }, Omit = true });
        plan.Variants.Add(
            new VariantPlan
            {
                Values = { ["Size"] = "M", ["Color"] = "red" },
                Prices = { PricePlan.OneTime(29m, "USD"), PricePlan.OneTime(5m, "USD") },
            }
        );

        var comparison = await scene.Workflow.CompareAsync(plan, journal);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.HasJournalOfThisPlan, Is.False);
            Assert.That(
                Differences(comparison),
                Is.EqualTo(
                    new[]
                    {
                        "product: name: planned \"Tee\", present \"Shirt\"",
                        "variants[Size=S, Color=blue].prices[0]: currency: planned \"EUR\", present \"usd\"",
                        "variants[Size=M, Color=blue].prices[0]: currency: planned \"EUR\", present \"usd\"",
                    }
                )
            );
            Assert.That(
                States(comparison, ProductPlanStepState.Unplanned),
                Is.EqualTo(new[] { "variants[Size=S, Color=red]", "variants[Size=S, Color=red].prices[0]" })
            );
            Assert.That(States(comparison, ProductPlanStepState.New), Is.EqualTo(new[] { "variants[Size=M, Color=red].prices[1]" }));
        }
    }

    [Test]
    public async Task Removed_records_are_missing_and_an_archived_one_differs()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var (plan, journal) = (Plans.Shirt(), new InMemoryProductWorkflowJournal());
        var result = await scene.Workflow.ApplyAsync(plan, journal);
        var removed = result.Variant(("Size", "S"), ("Color", "red"));
        scene.Emulator.DeleteRecord("ProductPrice", removed.PriceIds[0]);
        scene.Emulator.DeleteRecord("ProductVariant", removed.Id);
        await scene.Eye.Products.Variants.UpdateAsync(
            result.Variant(("Size", "M"), ("Color", "red")).Id,
            new ProductVariantUpdate { Archived = true }
        );

        var comparison = await scene.Workflow.CompareAsync(plan, journal);

        Assert.That(
            States(comparison, ProductPlanStepState.Missing),
            Is.EqualTo(new[] { "variants[Size=S, Color=red]", "variants[Size=S, Color=red].prices[0]" })
        );
        Assert.That(
            Differences(comparison),
            Is.EqualTo(new[] { "variants[Size=M, Color=red]: archived: planned \"false\", present \"true\"" })
        );
    }

    [Test]
    public async Task A_record_that_must_exist_is_missing()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Whole(scene.Contact);
        plan.Location!.MustExist = true;
        plan.Order!.ContactEmailAddress = "nobody@acme.example";

        var comparison = await scene.Workflow.CompareAsync(plan);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(States(comparison, ProductPlanStepState.Missing), Is.EqualTo(new[] { "contact", "location" }));
            Assert.That(Step(comparison, "location").ExpectedOutcome, Is.Null);
            Assert.That(Step(comparison, "order").State, Is.EqualTo(ProductPlanStepState.Unknown), "it needs the contact");
            Assert.That(comparison.ToString(), Does.Not.Contain("nobody@"));
        }
    }

    [Test]
    public async Task A_step_that_cannot_be_read_is_unknown_and_a_failure_is_thrown()
    {
        await using var scene = await WorkflowScene.StartAsync();
        scene.Emulator.Faults.Add("listProducts", Fault.Error(403, "No"));
        var refused = await scene.Workflow.CompareAsync(Plans.Minimal());
        scene.Emulator.Faults.Add("listProducts", Fault.Error(500, "No"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Steps.Select(step => step.State), Is.All.EqualTo(ProductPlanStepState.Unknown));
            Assert.That(refused.Steps[0].Reason, Does.Contain("403"));
            await Assert.ThatAsync(() => scene.Workflow.CompareAsync(Plans.Minimal()), Throws.InstanceOf<ApiException>());
            await Assert.ThatAsync(
                () => scene.Workflow.CompareAsync(Plans.Minimal(), cancellationToken: new CancellationToken(canceled: true)),
                Throws.InstanceOf<OperationCanceledException>()
            );
            await Assert.ThatAsync(() => scene.Workflow.CompareAsync(new ProductPlan()), Throws.InstanceOf<InvalidProductPlanException>());
        }
    }

    [Test]
    public async Task A_lost_response_is_found_as_the_next_run_would_find_it()
    {
        await using var scene = await WorkflowScene.StartAsync(new ProductWorkflowOptions { SettleDelay = TimeSpan.Zero, MaxRepeats = 0 });
        var (plan, journal) = (Plans.Minimal(), new InMemoryProductWorkflowJournal());
        using var source = new CancellationTokenSource();
        scene.Handler.Plan(1, FaultKind.CancelAfter, source);
        await Assert.ThatAsync(
            () => scene.Workflow.ApplyAsync(plan, journal, cancellationToken: source.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );

        var comparison = await scene.Workflow.CompareAsync(plan, journal);
        var result = await scene.Workflow.ApplyAsync(plan, journal);

        Assert.That(Step(comparison, "product").State, Is.EqualTo(ProductPlanStepState.Exists));
        Assert.That(comparison.Steps.Select(step => step.ExpectedOutcome), Is.EqualTo(result.Steps.Select(step => (object?)step.Outcome)));
    }

    private static ProductPlanStepComparison Step(ProductPlanComparison comparison, string name) =>
        comparison.Steps.Single(step => step.Name == name);

    private static List<string> States(ProductPlanComparison comparison, ProductPlanStepState state) =>
        [.. comparison.Steps.Where(step => step.State == state).Select(step => step.Name)];

    private static IEnumerable<string> Differences(ProductPlanComparison comparison) =>
        comparison.Steps.SelectMany(step => step.Differences.Select(difference => $"{step.Name}: {difference}"));
}
