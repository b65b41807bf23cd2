using System;
using ClickFunnels.Core;

namespace ClickFunnels.Workflows;

/// <summary>
/// A step failed. Completed steps stay; apply the same plan with the same journal to continue. The inner exception is the cause, if it
/// was the service or the network.
/// </summary>
public sealed class ProductWorkflowException : ApiException
{
    /// <summary>Creates an exception; for tests of code that handles it.</summary>
    /// <param name="step">Name of the step that failed.</param>
    /// <param name="operationId">The operation of the contract that the step calls.</param>
    /// <param name="result">The partial result.</param>
    /// <param name="journal">The journal to continue with; null for a new one in memory.</param>
    /// <param name="cause">The cause, such as an exception of <see cref="ApiExceptionFactory" />.</param>
    public ProductWorkflowException(
        string step,
        string operationId,
        ProductWorkflowResult result,
        IProductWorkflowJournal? journal,
        Exception cause
    )
        : base(
            Text(
                step ?? throw new ArgumentNullException(nameof(step)),
                operationId ?? throw new ArgumentNullException(nameof(operationId)),
                result ?? throw new ArgumentNullException(nameof(result)),
                cause ?? throw new ArgumentNullException(nameof(cause))
            ),
            cause is StepFailureException ? null : cause
        )
    {
        Step = step;
        OperationId = operationId;
        Result = result;
        Journal = journal ?? new InMemoryProductWorkflowJournal();
    }

    internal ProductWorkflowException(PlanStep step, ProductWorkflowResult result, IProductWorkflowJournal journal, Exception cause)
        : this(step.Name, step.OperationId, result, journal, cause) { }

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

    private static string Text(string step, string operationId, ProductWorkflowResult result, Exception cause)
    {
        // Messages of other exceptions may contain anything, so only our own are used.
        var reason = cause is ApiException or StepFailureException ? cause.Message : cause.GetType().Name + ".";
        return $"The product workflow stopped at step {result.Steps.Count + 1} of {result.StepCount}, '{step}' ({operationId}): "
            + $"{reason} Apply the same plan with the same journal to continue.";
    }
}
