using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Newtonsoft.Json;

namespace ClickFunnels.Workflows;

/// <summary>The difference between a plan and what the workspace has, step by step.</summary>
public sealed class ProductPlanComparison
{
    /// <summary>Creates a comparison; for tests of code that receives one.</summary>
    /// <param name="planFingerprint">Digest of the plan.</param>
    /// <param name="steps">The steps, in order; they are copied.</param>
    /// <param name="hasJournalOfThisPlan">False if the journal was written for an earlier version of the plan, or for another one.</param>
    public ProductPlanComparison(string planFingerprint, IReadOnlyList<ProductPlanStepComparison> steps, bool hasJournalOfThisPlan = true)
    {
        PlanFingerprint = planFingerprint ?? throw new ArgumentNullException(nameof(planFingerprint));
        Steps = Array.AsReadOnly((steps ?? throw new ArgumentNullException(nameof(steps))).ToArray());
        HasJournalOfThisPlan = hasJournalOfThisPlan;
    }

    /// <summary>Digest of the plan.</summary>
    public string PlanFingerprint { get; }

    /// <summary>The steps of the plan in their order, then those that only the journal has.</summary>
    public IReadOnlyList<ProductPlanStepComparison> Steps { get; }

    /// <summary>
    /// False if the journal was written for an earlier version of the plan, or for another one. Then
    /// <see cref="ProductWorkflow.ApplyAsync" /> refuses it, unless <see cref="ProductWorkflowOptions.AcceptAmendedPlan" /> is set and the
    /// parts that exist are unchanged. True without a journal.
    /// </summary>
    public bool HasJournalOfThisPlan { get; }

    /// <summary>True if the workspace has everything that the plan says: each step is done or exists, without a difference.</summary>
    public bool IsComplete => Steps.All(static step => step.IsAsPlanned);

    /// <summary>
    /// Returns a line per step and per difference. The text contains the values of the differences: data of the plan, and of the records
    /// that it was compared with.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder(IsComplete ? "Complete" : "Incomplete")
            .Append(": ")
            .Append(Steps.Count(static step => step.IsAsPlanned))
            .Append(" of ")
            .Append(Steps.Count)
            .Append(" steps are as planned.");
        var width = Steps.Count == 0 ? 0 : Steps.Max(static step => step.Name.Length);
        foreach (var step in Steps)
        {
            var state = step.State.ToString().ToLowerInvariant();
            var id = step.Id?.ToString(CultureInfo.InvariantCulture);
            text.AppendLine().Append(string.Concat("  ", step.Name.PadRight(width), "  ", state.PadRight(9), "  ", id).TrimEnd());
            foreach (var difference in step.Differences)
            {
                text.AppendLine().Append("    ").Append(difference);
            }

            if (step.Reason is { } reason)
            {
                text.AppendLine().Append("    ").Append(reason);
            }
        }

        return text.ToString();
    }
}

/// <summary>The difference between a step of a plan and its record in the workspace.</summary>
public sealed record ProductPlanStepComparison
{
    /// <summary>Creates the comparison of a step.</summary>
    /// <param name="name">Name of the step, such as <c>product</c> or <c>variants[Size=S].prices[0]</c>.</param>
    /// <param name="state">The state of the record.</param>
    /// <param name="id">Numeric id of the record; null if there is none.</param>
    /// <param name="differences">The fields that differ; they are copied. Null for none.</param>
    /// <param name="expectedOutcome">The outcome that the step would have; null if it is not known.</param>
    /// <param name="reason">More about the state; null for nothing.</param>
    public ProductPlanStepComparison(
        string name,
        ProductPlanStepState state,
        long? id = null,
        IReadOnlyList<ProductPlanDifference>? differences = null,
        ProductWorkflowOutcome? expectedOutcome = null,
        string? reason = null
    )
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        State = state;
        Id = id;
        Differences = Array.AsReadOnly((differences ?? []).ToArray());
        ExpectedOutcome = expectedOutcome;
        Reason = reason;
    }

    /// <summary>Name of the step, such as <c>product</c> or <c>variants[Size=S].prices[0]</c>.</summary>
    public string Name { get; }

    /// <summary>The state of the record.</summary>
    public ProductPlanStepState State { get; }

    /// <summary>Numeric id of the record; null if there is none.</summary>
    public long? Id { get; }

    /// <summary>The fields that the plan sets and that have another value in the record. Empty unless the step differs.</summary>
    public IReadOnlyList<ProductPlanDifference> Differences { get; }

    /// <summary>
    /// The outcome that the step would have if the plan was applied now with the same journal. It is
    /// <see cref="ProductWorkflowOutcome.Created" /> even for a product that exists, unless the journal has it: without its journal, the
    /// workflow creates a second product of the same name. Null if the step would fail or has no part in a run, or if it is not known.
    /// </summary>
    public ProductWorkflowOutcome? ExpectedOutcome { get; }

    /// <summary>
    /// More about the state: why a record is missing or unknown, or the names of fields that the service does not return, so that they
    /// were not compared. Null for nothing.
    /// </summary>
    public string? Reason { get; }

    internal bool IsAsPlanned => State is ProductPlanStepState.Done or ProductPlanStepState.Exists;

    /// <summary>Returns one line without data: name, state and id.</summary>
    public override string ToString() =>
        $"{Name}: {State.ToString().ToLowerInvariant()} {Id?.ToString(CultureInfo.InvariantCulture)}".TrimEnd();
}

/// <summary>The state of the record of a step.</summary>
public enum ProductPlanStepState
{
    /// <summary>The journal has the record, and its fields are as planned.</summary>
    Done,

    /// <summary>A record was found that the journal does not have, and its fields are as planned.</summary>
    Exists,

    /// <summary>There is no record.</summary>
    New,

    /// <summary>The record exists, and at least one field that the plan sets has another value. The workflow does not change it.</summary>
    Differs,

    /// <summary>
    /// The plan or the journal names a record that the workspace does not have, or not any more, and the workflow does not create it.
    /// </summary>
    Missing,

    /// <summary>The journal has a record that the plan does not have any more. The workflow leaves it as it is.</summary>
    Unplanned,

    /// <summary>The record cannot be read or recognized; <see cref="ProductPlanStepComparison.Reason" /> says why.</summary>
    Unknown,
}

/// <summary>A field with different values.</summary>
/// <param name="Field">Name of the field on the wire, such as <c>amount</c> or <c>address.city</c>.</param>
/// <param name="Planned">The value of the plan as text, or a list as JSON. Unknown ids are in braces, such as <c>{product.id}</c>.</param>
/// <param name="Present">The value of the record as text, or a list as JSON; null for no value.</param>
public sealed record ProductPlanDifference(string Field, string? Planned, string? Present)
{
    /// <summary>Returns a line such as <c>amount: planned "29.00", present "35.00"</c>.</summary>
    public override string ToString() => $"{Field}: planned {Text(Planned)}, present {Text(Present)}";

    // The text of a record may contain anything: line ends and other control characters are escaped.
    private static string Text(string? value) => value is null ? "nothing" : JsonConvert.ToString(value);
}
