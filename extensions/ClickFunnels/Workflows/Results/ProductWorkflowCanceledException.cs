using System;
using System.Threading;

namespace ClickFunnels.Workflows;

/// <summary>The caller cancelled. What was done before stays; applying the same plan with the same journal goes on from there.</summary>
#pragma warning disable CA1032 // Only the workflow makes one.
public sealed class ProductWorkflowCanceledException : OperationCanceledException
{
    internal ProductWorkflowCanceledException(WorkflowStep step, ProductWorkflowResult result, IProductWorkflowJournal journal, Exception innerException, CancellationToken cancellationToken)
        : base($"The product workflow was cancelled at step {result.Steps.Count + 1} of {result.StepCount}, '{step.Name}'. Apply the same plan with the same journal to go on.", innerException, cancellationToken)
    {
        Step = step.Name;
        Result = result;
        Journal = journal;
    }

    /// <summary>Name of the step that was under way.</summary>
    public string Step { get; }

    /// <summary>What is done by now.</summary>
    public ProductWorkflowResult Result { get; }

    /// <summary>The journal to go on with; one in memory when none was given.</summary>
    public IProductWorkflowJournal Journal { get; }
}
