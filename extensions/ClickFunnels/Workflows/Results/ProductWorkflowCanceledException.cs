using System;
using System.Threading;

namespace ClickFunnels.Workflows;

/// <summary>The workflow was canceled. Completed steps stay; apply the same plan with the same journal to continue.</summary>
#pragma warning disable CA1032 // It always has a partial result.
public sealed class ProductWorkflowCanceledException : OperationCanceledException
{
    /// <summary>Creates an exception; for tests of code that handles it.</summary>
    /// <param name="step">Name of the interrupted step.</param>
    /// <param name="result">The partial result.</param>
    /// <param name="journal">The journal to continue with; null for a new one in memory.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    /// <param name="cancellationToken">The token that was canceled.</param>
    public ProductWorkflowCanceledException(
        string step,
        ProductWorkflowResult result,
        IProductWorkflowJournal? journal = null,
        Exception? innerException = null,
        CancellationToken cancellationToken = default
    )
        : base(
            Text(step ?? throw new ArgumentNullException(nameof(step)), result ?? throw new ArgumentNullException(nameof(result))),
            innerException,
            cancellationToken
        )
    {
        Step = step;
        Result = result;
        Journal = journal ?? new InMemoryProductWorkflowJournal();
    }

    /// <summary>Name of the interrupted step.</summary>
    public string Step { get; }

    /// <summary>The partial result.</summary>
    public ProductWorkflowResult Result { get; }

    /// <summary>The journal to continue with; an in-memory one if none was passed.</summary>
    public IProductWorkflowJournal Journal { get; }

    private static string Text(string step, ProductWorkflowResult result) =>
        $"The product workflow was canceled at step {result.Steps.Count + 1} of {result.StepCount}, '{step}'. Apply the same "
        + "plan with the same journal to continue.";
}
