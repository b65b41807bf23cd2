using System;
using System.Threading;

namespace ClickFunnels.Workflows;

/// <summary>The workflow was canceled. Completed steps stay; apply the same plan with the same journal to continue.</summary>
#pragma warning disable CA1032 // Only the workflow creates it.
public sealed class ProductWorkflowCanceledException : OperationCanceledException
{
    internal ProductWorkflowCanceledException(PlanStep step, ProductWorkflowResult result, IProductWorkflowJournal journal, Exception innerException, CancellationToken cancellationToken)
        : base($"The product workflow was canceled at step {result.Steps.Count + 1} of {result.StepCount}, '{step.Name}'. Apply the same plan with the same journal to continue.", innerException, cancellationToken)
    {
        Step = step.Name;
        Result = result;
        Journal = journal;
    }

    /// <summary>Name of the interrupted step.</summary>
    public string Step { get; }

    /// <summary>The partial result.</summary>
    public ProductWorkflowResult Result { get; }

    /// <summary>The journal to continue with; an in-memory one if none was passed.</summary>
    public IProductWorkflowJournal Journal { get; }
}
