using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Workflows;

/// <summary>Result of a workflow: each step with its outcome, and each id. It contains only ids and names of steps.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ProductWorkflowResult
{
    private readonly Dictionary<string, long> _ids;

    /// <summary>Creates a result from its steps; for tests of code that receives one.</summary>
    /// <param name="plan">The plan; it says which properties and variants the result can name.</param>
    /// <param name="steps">
    /// The completed steps, in order: <c>location</c>, <c>product</c>, <c>default_variant</c> and so on, as in
    /// <see cref="Steps" /> of a real run. The ids of the result are theirs.
    /// </param>
    /// <param name="stepCount">Number of steps of the plan; null if all are completed.</param>
    /// <param name="planFingerprint">Digest of the plan.</param>
    public ProductWorkflowResult(
        ProductPlan plan,
        IReadOnlyList<ProductWorkflowStep> steps,
        int? stepCount = null,
        string planFingerprint = "test"
    )
        : this(
            plan ?? throw new ArgumentNullException(nameof(plan)),
            planFingerprint ?? throw new ArgumentNullException(nameof(planFingerprint)),
            steps ?? throw new ArgumentNullException(nameof(steps)),
            stepCount ?? steps.Count,
            steps.Select(static step => new KeyValuePair<string, long>(StepNames.Id(step.Name), step.Id))
        ) { }

    internal ProductWorkflowResult(
        ProductPlan plan,
        string fingerprint,
        IReadOnlyList<ProductWorkflowStep> steps,
        int stepCount,
        IEnumerable<KeyValuePair<string, long>> ids
    )
    {
        PlanFingerprint = fingerprint;
        Steps = steps;
        StepCount = stepCount;
        _ids = ids.ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal);
        PropertyIds = plan
            .Properties.Select(property => (property.Name, Id: Find(StepNames.Property(property.Name!))))
            .Where(static property => property.Id is not null)
            .ToDictionary(static property => property.Name!, static property => property.Id!.Value, StringComparer.Ordinal);
        Variants = PlannedVariant.All(plan).Where(variant => Find(variant.Step) is not null).Select(Variant).ToList();
    }

    /// <summary>Digest of the plan, which is in its journal as well.</summary>
    public string PlanFingerprint { get; }

    /// <summary>The completed steps, in order.</summary>
    public IReadOnlyList<ProductWorkflowStep> Steps { get; }

    /// <summary>Number of steps of the plan.</summary>
    public int StepCount { get; }

    /// <summary>True if all steps are completed.</summary>
    public bool IsComplete => Steps.Count == StepCount;

    /// <summary>Numeric id of the fulfillment location; null when there is none.</summary>
    public long? LocationId => Find(StepNames.Location);

    /// <summary>Numeric id of the product; null if an earlier step failed.</summary>
    public long? ProductId => Find(StepNames.Product);

    /// <summary>Numeric id of the product's default variant.</summary>
    public long? DefaultVariantId => Find(StepNames.DefaultVariant);

    /// <summary>Numeric ids of the product's properties, by name.</summary>
    public IReadOnlyDictionary<string, long> PropertyIds { get; }

    /// <summary>The variants on sale, in the order of the plan, with their prices.</summary>
    public IReadOnlyList<ProductWorkflowVariant> Variants { get; }

    /// <summary>Numeric id of the contact who orders; null if the plan has no order.</summary>
    public long? ContactId => Find(StepNames.Contact);

    /// <summary>Numeric id of the order; null when there is none.</summary>
    public long? OrderId => Find(StepNames.Order);

    /// <summary>Numeric id of the invoice; null when there is none.</summary>
    public long? InvoiceId => Find(StepNames.Invoice);

    /// <summary>Numeric id of the fulfillment; null when there is none.</summary>
    public long? FulfillmentId => Find(StepNames.Fulfillment);

    /// <summary>Returns the variant with these values; without values, the default variant.</summary>
    /// <param name="values">The value of each property, by the property's name, in the order of the plan.</param>
    /// <exception cref="KeyNotFoundException">There is no such variant, or an earlier step failed.</exception>
    public ProductWorkflowVariant Variant(params (string Property, string Value)[] values)
    {
        var text = Combination.Text((values ?? []).Select(static value => new KeyValuePair<string, string>(value.Property, value.Value)));
        return Variants.FirstOrDefault(variant => variant.Combination == text)
            ?? throw new KeyNotFoundException(
                $"There is no variant '{text}'. There are: {string.Join("; ", Variants.Select(static variant => variant.Combination))}."
            );
    }

    /// <summary>Returns the report as text, a line per step.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(IsComplete ? "Complete" : "Incomplete")
            .Append(": ")
            .Append(Steps.Count)
            .Append(" of ")
            .Append(StepCount)
            .Append(" steps done.");
        var width = Steps.Count == 0 ? 0 : Steps.Max(static step => step.Name.Length);
        foreach (var step in Steps)
        {
            text.AppendLine()
                .Append("  ")
                .Append(step.Name.PadRight(width))
                .Append("  ")
                .Append(step.Outcome.ToString().ToLowerInvariant().PadRight(9))
                .Append("  ")
                .Append(step.Id.ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private long? Find(string step) => _ids.TryGetValue(StepNames.Id(step), out var id) ? id : null;

    private ProductWorkflowVariant Variant(PlannedVariant variant) =>
        new(
            Combination.Text(variant.Values),
            Find(variant.Step)!.Value,
            variant
                .Prices.Select((_, index) => Find(StepNames.Price(variant.Step, index)))
                .Where(static id => id is not null)
                .Select(static id => id!.Value)
                .ToList()
        );
}

/// <summary>A completed step.</summary>
/// <param name="Name">Name of the step, such as <c>product</c> or <c>variants[Size=S].prices[0]</c>.</param>
/// <param name="Outcome">The outcome of the step.</param>
/// <param name="Id">Numeric id of the record.</param>
public sealed record ProductWorkflowStep(string Name, ProductWorkflowOutcome Outcome, long Id);

/// <summary>A variant of the applied plan.</summary>
/// <param name="Combination">Its values, such as <c>Size=S, Color=red</c>; empty for the default variant.</param>
/// <param name="Id">Numeric id.</param>
/// <param name="PriceIds">Numeric ids of its prices, in the order of the plan; after a failure only those that exist.</param>
public sealed record ProductWorkflowVariant(string Combination, long Id, IReadOnlyList<long> PriceIds);

/// <summary>Outcome of a step.</summary>
public enum ProductWorkflowOutcome
{
    /// <summary>The record was created by this run, and the response arrived.</summary>
    Created,

    /// <summary>The record existed, and the plan needs no new one: the location, the contact.</summary>
    Found,

    /// <summary>The record existed, and its values were written: the default variant.</summary>
    Updated,

    /// <summary>An earlier run completed the step, according to the journal.</summary>
    Resumed,

    /// <summary>The response of this run or of an earlier one was lost, but the record had been created and was found.</summary>
    Recovered,
}

/// <summary>Progress of a workflow: a step starts or has ended.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Number">Number of the step, from 1.</param>
/// <param name="Count">Number of steps of the plan.</param>
/// <param name="Outcome">The outcome of the step; null when it starts.</param>
public sealed record ProductWorkflowProgress(string Step, int Number, int Count, ProductWorkflowOutcome? Outcome)
{
    /// <summary>Returns a line such as <c>3/9 variants[Size=S]: Created</c>.</summary>
    public override string ToString() => Outcome is { } outcome ? $"{Number}/{Count} {Step}: {outcome}" : $"{Number}/{Count} {Step}";
}
