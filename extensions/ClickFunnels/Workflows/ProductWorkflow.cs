using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Workflows;

/// <summary>
/// Applies a <see cref="ProductPlan" />, which puts a product on sale: contact and location, product, variants, prices, and an external
/// order with invoice and fulfillment. The plan can be previewed. An interrupted run continues from its journal without creating
/// anything twice.
/// </summary>
/// <remarks>
/// The intent is written to the journal before each creation, and the id after it. If a response is lost, the record is looked up before
/// the request is repeated, in the same run or the next. The lookup uses the name of a location, the values of a variant, the key of a
/// price, the external ids of order and invoice, or the lines of a fulfillment. These lookups are certain. A product has no field for a
/// key. It is recognized as newer than all products before the attempt, with the plan's name and property names. That is a heuristic: it
/// is confused if another program creates a product of the same name at the same moment. Two candidates are an error, never a guess. If
/// the service still works on a lost request after <see cref="ProductWorkflowOptions.SettleDelay" />, the record can be created twice.
/// </remarks>
/// <example>
/// <code>
/// var workflow = new ProductWorkflow(client.ForWorkspace(42));
/// Console.WriteLine(workflow.Preview(plan).ToText());
/// var result = await workflow.ApplyAsync(plan, new FileProductWorkflowJournal("shirt.journal.json"));
/// Console.WriteLine(result);
/// </code>
/// </example>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public class ProductWorkflow
{
    private readonly ClickFunnelsClient? _client;
    private readonly ProductWorkflowOptions? _options;

    /// <summary>Creates a workflow. Nothing is sent yet. Thread-safe, like the client.</summary>
    /// <param name="client">A client that is bound to the workspace; it is not disposed.</param>
    /// <param name="options">Settings, which are copied; null for the defaults.</param>
    public ProductWorkflow(ClickFunnelsClient client, ProductWorkflowOptions? options = null)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        _options = (options ?? new ProductWorkflowOptions()).Copy();
    }

    /// <summary>
    /// Creates an instance without settings, for mocking. Members that are not overridden throw <see cref="NotSupportedException" />.
    /// </summary>
    protected ProductWorkflow() { }

    /// <summary>Returns the requests that the workflow would send for the plan with a new journal (a dry run). Sends nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="InvalidProductPlanException">The plan has problems; all of them are named.</exception>
    public virtual ProductWorkflowPreview Preview(ProductPlan plan)
    {
        var client = Mocking.Required(_client, this);
        return ProductWorkflowPreview.Of(PreparedPlan.From(plan), client.WorkspaceId.ToString());
    }

    /// <summary>
    /// Compares the plan with the workspace, step by step: what is there already, what is new, and which fields differ. Only reads, and
    /// neither claims nor writes the journal.
    /// </summary>
    /// <remarks>
    /// A record that the journal has is read by its id. Others are looked up as after a lost response: a product by its name and property
    /// names among all products, a price, an order and an invoice by the key of the plan. The keys that the workflow derives change with
    /// the plan, so the journal is needed to compare a changed plan, unless the plan sets the keys. Fields that the plan does not set, and
    /// the names of variants, which the service may build, are not compared.
    /// </remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="journal">The journal of this plan, or of an earlier version of it; null to compare without one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The state of each step, and its differences.</returns>
    /// <exception cref="InvalidProductPlanException">The plan has problems; all of them are named, and nothing was sent.</exception>
    /// <exception cref="ProductWorkflowJournalException">
    /// The journal cannot be read, is damaged, or belongs to another workspace; nothing was sent.
    /// </exception>
    /// <exception cref="ApiException">A request failed. A refusal to read one record (403) is not an error but a state.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public virtual async Task<ProductPlanComparison> CompareAsync(
        ProductPlan plan,
        IProductWorkflowJournal? journal = null,
        CancellationToken cancellationToken = default
    )
    {
        var client = Mocking.Required(_client, this);
        var options = Mocking.Required(_options, this);
        var prepared = PreparedPlan.From(plan);
        cancellationToken.ThrowIfCancellationRequested();
        journal ??= new InMemoryProductWorkflowJournal();
        var document = await JournalDocument
            .ReadAsync(journal, prepared, client.WorkspaceId.ToString(), cancellationToken)
            .ConfigureAwait(false);
        var run = new StepRun(client, new KnownValues(options.TimeProvider), cancellationToken)
        {
            Lists = new Dictionary<string, object>(StringComparer.Ordinal),
        };
        return await new PlanComparer(prepared, document, run).CompareAsync().ConfigureAwait(false);
    }

    /// <summary>Applies the plan, or continues it where an earlier run stopped, according to the journal.</summary>
    /// <param name="plan">The plan; it is copied.</param>
    /// <param name="journal">The journal of this plan; null for an in-memory one, which exceptions provide.</param>
    /// <param name="progress">Receives the start and the end of each step.</param>
    /// <param name="cancellationToken">Cancels the run; it is safe at any point.</param>
    /// <returns>Each step with its outcome, and each id.</returns>
    /// <exception cref="InvalidProductPlanException">The plan has problems; all of them are named, and nothing was sent.</exception>
    /// <exception cref="ProductWorkflowJournalException">The journal cannot be used; nothing was sent.</exception>
    /// <exception cref="ProductWorkflowException">A step failed; the exception says which, and carries the partial result.</exception>
    /// <exception cref="ProductWorkflowCanceledException">The token was canceled after the run had started.</exception>
    public virtual async Task<ProductWorkflowResult> ApplyAsync(
        ProductPlan plan,
        IProductWorkflowJournal? journal = null,
        IProgress<ProductWorkflowProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var client = Mocking.Required(_client, this);
        var options = Mocking.Required(_options, this);
        var prepared = PreparedPlan.From(plan);
        journal ??= new InMemoryProductWorkflowJournal();
        cancellationToken.ThrowIfCancellationRequested();
        var claim = await journal.ClaimAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = claim.ConfigureAwait(false);
        var workspace = client.WorkspaceId.ToString();
        var document = await JournalDocument
            .OpenAsync(journal, prepared, workspace, options.AcceptAmendedPlan, cancellationToken)
            .ConfigureAwait(false);

        var steps = prepared.Steps(document.Key);
        var runner = new StepRunner(document, options);
        var run = new StepRun(client, new KnownValues(options.TimeProvider), cancellationToken);
        var done = new List<ProductWorkflowStep>();
        ProductWorkflowResult Result() => new(prepared.Plan, prepared.Fingerprint, [.. done], steps.Count, run.Ids.All);
        foreach (var step in steps)
        {
            progress?.Report(new ProductWorkflowProgress(step.Name, done.Count + 1, steps.Count, null));
            ProductWorkflowOutcome outcome;
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                outcome = await runner.RunAsync(step, run).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
            {
                throw new ProductWorkflowCanceledException(step.Name, Result(), journal, exception, cancellationToken);
            }
            catch (Exception exception)
            {
                throw new ProductWorkflowException(step.Name, step.OperationId, Result(), journal, exception);
            }

            done.Add(new ProductWorkflowStep(step.Name, outcome, run.Ids[StepNames.Id(step.Name)]));
            progress?.Report(new ProductWorkflowProgress(step.Name, done.Count, steps.Count, outcome));
        }

        return Result();
    }
}
