using System;
using ClickFunnels.Core;

namespace ClickFunnels.Workflows;

/// <summary>
/// A step failed. What was done before stays; applying the same plan with the same journal goes on from there. The cause
/// is the inner exception, if the service or the network was it.
/// </summary>
public sealed class ProductWorkflowException : ApiException
{
    internal ProductWorkflowException(WorkflowStep step, ProductWorkflowResult result, IProductWorkflowJournal journal, Exception cause)
        : base(Text(step, result, cause), cause is StepFailureException ? null : cause)
    {
        Step = step.Name;
        OperationId = step.OperationId;
        Result = result;
        Journal = journal;
    }

    /// <summary>Name of the step that failed, such as <c>variants[Size=S].prices[0]</c>.</summary>
    public string Step { get; }

    /// <summary>The operation of the contract that the step is for.</summary>
    public string OperationId { get; }

    /// <summary>What is done by now.</summary>
    public ProductWorkflowResult Result { get; }

    /// <summary>The journal to go on with; one in memory when none was given.</summary>
    public IProductWorkflowJournal Journal { get; }

    /// <inheritdoc />
    public override bool IsTransient => InnerException is ApiException { IsTransient: true };

    private static string Text(WorkflowStep step, ProductWorkflowResult result, Exception cause)
    {
        // The messages of foreign exceptions may hold anything, so only ours are repeated.
        var reason = cause is ApiException or StepFailureException ? cause.Message : cause.GetType().Name + ".";
        return $"The product workflow stopped at step {result.Steps.Count + 1} of {result.StepCount}, '{step.Name}' ({step.OperationId}): {reason} Apply the same plan with the same journal to go on.";
    }
}
