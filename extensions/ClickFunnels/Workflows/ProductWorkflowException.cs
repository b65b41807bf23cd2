using System;
using System.Collections.Generic;
using System.Threading;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Workflows;

#pragma warning disable CA1032, CA1064 // The public exceptions always have a partial result; the internal one never leaves the workflow.

/// <summary>
/// A step failed. Completed steps stay; apply the same plan with the same journal to continue. The inner exception is the cause, if it
/// was the service or the network.
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
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

/// <summary>The workflow was canceled. Completed steps stay; apply the same plan with the same journal to continue.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
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

/// <summary>A step cannot be completed, although every request got a response. Its message becomes part of the public exception.</summary>
internal sealed class StepFailureException(string message) : Exception(message)
{
    /// <summary>The records that could each be the one of the step; null if that is not the reason.</summary>
    public string? Candidates { get; private init; }

    public static StepFailureException NoContact(bool hasId) =>
        hasId
            ? new("the contact was deleted. Name another one.")
            : new("no contact has the e-mail address of the plan. Create the contact first, or name another one.");

    public static StepFailureException NoLocation() =>
        new("no location has the name of the plan, and Location.MustExist forbids creating it. Create it first, or correct the name.");

    // The service ignores the currency of a new price, and uses that of the workspace (documented).
    public static void ThrowIfOtherCurrency(PricePlan plan, ProductPrice price)
    {
        if (price.Currency is { } currency && !string.Equals(currency, plan.Currency, StringComparison.OrdinalIgnoreCase))
        {
            throw new StepFailureException(
                $"the workspace sells in {Code(currency)}, but the plan says {Code(plan.Currency)}. The price {price.Id} "
                    + "now has the amount "
                    + "of the plan in the other currency: archive it, then correct amount and currency of the plan."
            );
        }
    }

    public static StepFailureException Ambiguous(string records, IEnumerable<long> ids) =>
        new(
            $"the response to an earlier request was lost, and {records} with the ids {string.Join(", ", ids)} could each be the "
                + "record that it created. The workflow does not guess: archive the surplus, then apply again."
        )
        {
            Candidates = $"{records} with the ids {string.Join(", ", ids)}",
        };

    // Text from outside: only what looks like a currency gets into a message.
    private static string Code(string? currency) => Currencies.IsCode(currency) ? currency!.ToUpperInvariant() : "another currency";
}
