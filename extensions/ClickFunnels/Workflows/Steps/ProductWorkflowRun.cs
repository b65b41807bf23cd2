using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>One run over the steps of a plan.</summary>
internal sealed class ProductWorkflowRun
{
    private readonly PreparedPlan _plan;
    private readonly IProductWorkflowJournal _journal;
    private readonly IProgress<ProductWorkflowProgress>? _progress;
    private readonly IReadOnlyList<PlanStep> _steps;
    private readonly KnownValues _values;
    private readonly StepRunner _runner;
    private readonly List<ProductWorkflowStep> _done = [];

    public ProductWorkflowRun(
        ClickFunnelsClient client,
        ProductWorkflowOptions options,
        PreparedPlan plan,
        IProductWorkflowJournal journal,
        JournalDocument document,
        IProgress<ProductWorkflowProgress>? progress
    )
    {
        _plan = plan;
        _journal = journal;
        _progress = progress;
        _steps = plan.Steps(document.Key);
        _values = new KnownValues(options.TimeProvider);
        _runner = new StepRunner(client, options, new JournalWriter(journal, document), _values);
    }

    public async Task<ProductWorkflowResult> ExecuteAsync(CancellationToken cancellationToken)
    {
        foreach (var step in _steps)
        {
            _progress?.Report(new ProductWorkflowProgress(step.Name, _done.Count + 1, _steps.Count, null));
            var outcome = await RunAsync(step, cancellationToken).ConfigureAwait(false);
            _done.Add(new ProductWorkflowStep(step.Name, outcome, _values[WorkflowNames.Id(step.Name)]));
            _progress?.Report(new ProductWorkflowProgress(step.Name, _done.Count, _steps.Count, outcome));
        }

        return Result();
    }

    private async Task<ProductWorkflowOutcome> RunAsync(PlanStep step, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await step.RunAsync(_runner, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new ProductWorkflowCanceledException(step.Name, Result(), _journal, exception, cancellationToken);
        }
        catch (Exception exception)
        {
            throw new ProductWorkflowException(step, Result(), _journal, exception);
        }
    }

    private ProductWorkflowResult Result() => new(_plan.Plan, _plan.Fingerprint, [.. _done], _steps.Count, _values.All);
}
