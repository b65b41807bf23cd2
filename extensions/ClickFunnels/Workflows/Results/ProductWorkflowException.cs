using System;
using ClickFunnels.Core;

namespace ClickFunnels.Workflows;

/// <summary>
/// A step failed. Completed steps stay; apply the same plan with the same journal to continue. The inner exception is the cause, if it
/// was the service or the network.
/// </summary>
public sealed class ProductWorkflowException : ApiException
{
    internal ProductWorkflowException(PlanStep step, ProductWorkflowResult result, IProductWorkflowJournal journal, Exception cause)
        : base(Text(step, result, cause), cause is StepFailureException ? null : cause)
    {
        Step = step.Name;
        OperationId = step.OperationId;
        Result = result;
        Journal = journal;
    }

    /// <summary>Name of the step that failed, such as <c>variants[Size=S].prices[0]</c>.</summary>
    public string Step { get; }

    /// <summary>The operation of the contract that the step calls.</summary>
    public string OperationId { get; }

    /// <summary>The partial result.</summary>
    public ProductWorkflowResult Result { get; }

    /// <summary>The journal to continue with; an in-memory one if none was passed.</summary>
    public IProductWorkflowJournal Journal { get; }

    /// <inheritdoc />
    public override bool IsTransient => InnerException is ApiException { IsTransient: true };

    private static string Text(PlanStep step, ProductWorkflowResult result, Exception cause)
    {
        // Messages of other exceptions may contain anything, so only our own are used.
        var reason = cause is ApiException or StepFailureException ? cause.Message : cause.GetType().Name + ".";
        return $"The product workflow stopped at step {result.Steps.Count + 1} of {result.StepCount}, '{step.Name}' ({step.OperationId}): {reason} Apply the same plan with the same journal to continue.";
    }
}
