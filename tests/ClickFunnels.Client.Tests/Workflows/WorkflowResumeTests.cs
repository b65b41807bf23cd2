using ClickFunnels.Workflows;

namespace ClickFunnels.Tests.Workflows;

/// <summary>Each request of a plan fails in each way; after the next run each record exists once.</summary>
public sealed class WorkflowResumeTests
{
    // The number of requests of the whole plan; a test checks it.
    private const int RequestCount = 15;

    [Test]
    public async Task The_number_of_requests_is_known()
    {
        await using var scene = await WorkflowScene.StartAsync();
        await scene.Workflow.ApplyAsync(Plans.Whole(scene.Contact));
        Assert.That(scene.Handler.Sent, Has.Count.EqualTo(RequestCount));
    }

    [Test]
    public async Task An_interrupted_run_continues_and_creates_nothing_twice(
        [Range(0, RequestCount - 1)] int request,
        [Values] FaultKind fault
    )
    {
        await using var scene = await WorkflowScene.StartAsync(new ProductWorkflowOptions { SettleDelay = TimeSpan.Zero, MaxRepeats = 0 });
        var plan = Plans.Whole(scene.Contact);
        var journal = new InMemoryProductWorkflowJournal();
        using var source = new CancellationTokenSource();
        scene.Handler.Plan(request, fault, source);

        ProductWorkflowResult result;
        try
        {
            // The run itself may recover from a lost response.
            result = await scene.Workflow.ApplyAsync(plan, journal, cancellationToken: source.Token);
        }
        catch (ProductWorkflowException failure)
        {
            Assert.That(failure.Result.IsComplete, Is.False);
            Assert.That(failure.Journal, Is.SameAs(journal));
            result = await scene.Workflow.ApplyAsync(plan, journal);
        }
        catch (ProductWorkflowCanceledException cancellation)
        {
            Assert.That(cancellation.CancellationToken, Is.EqualTo(source.Token));
            result = await scene.Workflow.ApplyAsync(plan, journal);
        }

        Assert.That(scene.Handler.HasStruck, Is.True);
        await scene.AssertHoldsOnceAsync(plan, result);
    }

    [Test]
    public async Task A_lost_request_or_response_is_recovered_within_the_run(
        [Range(0, RequestCount - 1)] int request,
        [Values(FaultKind.FailBefore, FaultKind.FailAfter, FaultKind.BadGateway)] FaultKind fault
    )
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Whole(scene.Contact);
        var journal = new InMemoryProductWorkflowJournal();
        var methods = scene.Workflow.Preview(plan).Requests.Select(planned => planned.Method).ToList();
        scene.Handler.Plan(request, fault);

        if (methods[request] != "POST")
        {
            // The client itself repeats reads, which is switched off here.
            await Assert.ThrowsAsync<ProductWorkflowException>(() => scene.Workflow.ApplyAsync(plan, journal));
        }

        var result = await scene.Workflow.ApplyAsync(plan, journal);

        await scene.AssertHoldsOnceAsync(plan, result);
        var recovered = result.Steps.Count(step => step.Outcome == ProductWorkflowOutcome.Recovered);
        Assert.That(recovered, Is.EqualTo(methods[request] == "POST" && fault != FaultKind.FailBefore ? 1 : 0));
    }

    [Test]
    public async Task A_completed_plan_sends_nothing_more()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Whole(scene.Contact);
        var journal = new InMemoryProductWorkflowJournal();
        var first = await scene.Workflow.ApplyAsync(plan, journal);
        var sent = scene.Handler.Sent.Count;

        var second = await scene.Workflow.ApplyAsync(plan, journal);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(scene.Handler.Sent, Has.Count.EqualTo(sent));
            Assert.That(second.Steps.Select(step => step.Outcome), Is.All.EqualTo(ProductWorkflowOutcome.Resumed));
            Assert.That(second.Steps.Select(step => step.Id), Is.EqualTo(first.Steps.Select(step => step.Id)));
            Assert.That(second.PropertyIds, Is.EqualTo(first.PropertyIds));
        }
    }

    [Test]
    public async Task Another_process_continues_from_the_file(
        [Range(0, RequestCount - 1, 3)] int request,
        [Values(FaultKind.FailAfter, FaultKind.CancelAfter)] FaultKind fault
    )
    {
        await using var scene = await WorkflowScene.StartAsync(new ProductWorkflowOptions { SettleDelay = TimeSpan.Zero, MaxRepeats = 0 });
        var plan = Plans.Whole(scene.Contact);
        using var folder = new TemporaryFolder();
        var path = folder.File("shirt.journal.json");
        using var source = new CancellationTokenSource();
        scene.Handler.Plan(request, fault, source);
        try
        {
            await scene.Workflow.ApplyAsync(plan, new FileProductWorkflowJournal(path), cancellationToken: source.Token);
        }
        catch (Exception exception) when (exception is ProductWorkflowException or ProductWorkflowCanceledException)
        {
            // The next run uses only the file, like another process.
        }

        var result = await scene.Workflow.ApplyAsync(plan, new FileProductWorkflowJournal(path));

        await scene.AssertHoldsOnceAsync(plan, result);
    }

    [Test]
    public async Task A_plan_that_changes_while_it_is_applied_changes_nothing()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Whole(scene.Contact);
        scene.Handler.Sending = _ =>
        {
            plan.Name = "Other";
            plan.Prices.Clear();
            plan.Properties[0].Values.Add("L");
        };

        var result = await scene.Workflow.ApplyAsync(plan);

        await scene.AssertHoldsOnceAsync(Plans.Whole(scene.Contact), result);
    }
}
